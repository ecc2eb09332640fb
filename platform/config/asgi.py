"""What the web server runs: pages and API over HTTP, the live socket under ``/ws/live/``."""

import os
import warnings

from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

# WhiteNoise hands small files over in one piece; Django warns of it for each file.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous")

pages = get_asgi_application()

# The apps are there only now, so what needs them is named by its address.
import_string("search.installed.tell_warnings")()
application = import_string("config.sockets.with_sockets")(pages)
