"""Which folder answers which path; `ui.origins` then keeps each face to its own origin."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from answerback.people.admin_gate import gated

gated(admin.site)

urlpatterns = [
    path("", include("answerback.ops.urls")),
    path("ui/", include("answerback.ui.urls")),
    path("accounts/", include("answerback.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("answerback.desk.urls")),
    path("console/", include("answerback.console.urls")),
    path("admin/", admin.site.urls),
    path("my/", include("answerback.portal.urls")),
    path("check/", include("answerback.public.urls")),
    path("log/", include("answerback.public.log_urls")),
    path("api/", include("answerback.api.urls")),
    path(".well-known/", include("answerback.api.well_known")),
]
if settings.DEMO:
    urlpatterns += [path("demo/", include("answerback.ops.demo.urls"))]

handler400 = "answerback.ui.views.bad_request"
handler403 = "answerback.ui.views.forbidden"
handler404 = "answerback.ui.views.not_found"
handler500 = "answerback.ui.views.server_error"
