"""Two staff pages of a test: one for agents, one for administrators; they say who was let in."""

from django.contrib import admin
from django.http import HttpResponse
from django.urls import include, path

from answerback.people.access import StaffRequest, staff_required
from answerback.people.admin_gate import gated
from answerback.people.rights import Right

gated(admin.site)


@staff_required(Right.TAKE_CALLBACKS)
def desk(request: StaffRequest) -> HttpResponse:
    staff = request.staff
    return HttpResponse(f"{staff.wallet.slug} {staff.membership.work_number} {staff.may(Right.MANAGE_KEYS)}")


@staff_required(Right.MANAGE_KEYS)
def keys(request: StaffRequest) -> HttpResponse:
    return HttpResponse(request.staff.wallet.slug)


urlpatterns = [
    path("accounts/", include("answerback.people.urls")),
    path("accounts/", include("allauth.urls")),
    path("ui/", include("answerback.ui.urls")),
    path("admin/", admin.site.urls),
    path("desk/", desk),
    path("console/keys/", keys),
]
handler403 = "answerback.ui.views.forbidden"
handler404 = "answerback.ui.views.not_found"
