from django.apps import AppConfig


class ConceptsConfig(AppConfig):
    name = "projects.concepts"
    label = "concepts"
