"""What the web server runs."""

import os
import warnings

from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

# WhiteNoise hands small files over in one piece; Django warns of it for each file.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

application = get_asgi_application()

# The apps are there only now, so it is named by its address.
import_string("search.installed.tell_warnings")()
