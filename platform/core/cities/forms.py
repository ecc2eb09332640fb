from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User
from core.cities.models import CityRole
from core.vocabularies.fields import TermsField


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=CityRole.choices, initial=CityRole.MEMBER)


class OffersForm(forms.Form):
    """What a city says of itself to cities that look for partners."""

    strengths = TermsField(
        "theme",
        label=_("What your city can offer to others"),
        help_text=_("Themes in which you have something that works."),
    )
    challenges = TermsField(
        "theme",
        label=_("What your city seeks"),
        help_text=_("Themes in which you would like to learn from others."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which you can work with others"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    population = forms.IntegerField(
        label=_("Residents, about"), required=False, min_value=1, max_value=100_000_000
    )

    def values(self) -> dict[str, Any]:
        """As the action wants them: codes."""
        found = dict(self.cleaned_data)
        for name in ("strengths", "challenges"):
            found[name] = [term.code for term in found[name]]
        return found


class JoinForm(forms.Form):
    """What a person new to the site tells of themselves."""

    display_name = forms.CharField(
        label=_("Your name, as others see it"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least eight characters, not only digits, not an everyday word."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        person = User(email=self.email, display_name=self.cleaned_data.get("display_name", ""))
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return password
