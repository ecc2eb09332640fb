from django import forms
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Scope, User


class TokenForm(forms.Form):
    """A new key: what for, what it may do, how long."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=80, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may the program do?"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.TypedChoiceField(
        label=_("How long?"),
        choices=((30, _("30 days")), (90, _("90 days")), (365, _("One year"))),
        coerce=int,
    )


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
