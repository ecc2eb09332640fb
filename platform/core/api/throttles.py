"""How often one caller may ask."""

from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class Visitors(AnonRateThrottle):
    scope = "visitors"


class People(UserRateThrottle):
    scope = "people"
