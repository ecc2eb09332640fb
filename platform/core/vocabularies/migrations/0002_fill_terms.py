from django.db import migrations

from core.vocabularies.filling import fill_terms


class Migration(migrations.Migration):
    dependencies = [("vocabularies", "0001_initial")]

    operations = [migrations.RunPython(fill_terms, migrations.RunPython.noop)]
