"""The portal's addresses; things are nouns, what is done to them is the method."""

from django.urls import path

from answerback.portal.views import calls, entry, proof, status

app_name = "portal"
urlpatterns = [
    path("", status.home, name="home"),
    path("status", status.fragment, name="status"),
    path("stream-ticket", status.stream_ticket, name="stream_ticket"),
    path("enter/<str:token>", entry.enter, name="enter"),
    path("departure", entry.leave, name="leave"),
    path("code", proof.code, name="code"),
    path("alarm", proof.alarm, name="alarm"),
    path("hang-up", proof.hang_up, name="hang_up"),
    path("calls/<uuid:leg_id>/ringing", calls.ringing, name="call_ringing"),
    path("calls/<uuid:leg_id>/acceptance", calls.acceptance, name="call_acceptance"),
    path("calls/<uuid:leg_id>/closure", calls.closure, name="call_closure"),
    path("calls/<uuid:leg_id>/media", calls.media, name="call_media"),
    path("calls/<uuid:leg_id>/beat", calls.beat, name="call_beat"),
    path("calls/<uuid:leg_id>/signals", calls.signalling, name="call_signals"),
]
