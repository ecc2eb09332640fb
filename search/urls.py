from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def library(request: HttpRequest) -> HttpResponse:
    return render(request, "404.html")


app_name = "search"
urlpatterns = [path("library/", library, name="library")]
