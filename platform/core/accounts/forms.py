from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.models import User


class ProfileForm(forms.ModelForm[User]):
    """How a person is called and how they like to read."""

    class Meta:
        model = User
        fields = ["display_name", "language", "numerals"]
        widgets = {
            "display_name": forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
            "numerals": forms.RadioSelect,
        }
        help_texts = {
            "display_name": _("Others see it beside what you write."),
            "numerals": _("Digits in Arabic pages."),
        }
