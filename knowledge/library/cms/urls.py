from django.urls import path

from knowledge.library.cms import articles, views

# Writing and checking have their pages on the site; the menu of the CMS leads there.
urlpatterns = [
    path("practices/", views.to_the_desk, {"page": "desk:mine"}, name="library_practices"),
    path("practices/waiting/", views.to_the_desk, {"page": "desk:reviews"}, name="library_waiting"),
    path("articles/", articles.to_the_articles, name="library_articles"),
    # Before wagtail-localize's own address: practices are translated on the site, by their city.
    path("localize/submit/page/<int:page_id>/", articles.translate_article),
]
