"""Pages of the room `accounts`: whether the product lives."""

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.background import SERVICES, silent_services
from accounts.doors import public_page


@public_page("the deployment asks; it says which parts live and nothing about any request")
@never_cache
@require_safe
def health(http_request: HttpRequest) -> JsonResponse:
    """200 when database, worker and beat live, else 503."""
    try:
        silent = {service.name for service in silent_services(at=timezone.now())}
    except Error:
        components = {"database": "down"} | dict.fromkeys(SERVICES, "unknown")
    else:
        components = {"database": "up"} | {name: "silent" if name in silent else "up" for name in SERVICES}
    well = all(state == "up" for state in components.values())
    return JsonResponse({"status": "up" if well else "down", "components": components}, status=200 if well else 503)
