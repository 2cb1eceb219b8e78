"""The desk's addresses."""

from django.urls import path

from answerback.desk.views import calls, work

app_name = "desk"
urlpatterns = [
    path("", work.home, name="home"),
    path("next", work.next_one, name="next"),
    path("beat", work.beat, name="beat"),
    path("stream-ticket", work.stream_ticket, name="stream_ticket"),
    path("callbacks/<uuid:callback_id>/call", work.call, name="call"),
    path("callbacks/<uuid:callback_id>/hang-up", work.hang_up, name="hang_up"),
    path("callbacks/<uuid:callback_id>/code", work.new_code, name="new_code"),
    path("callbacks/<uuid:callback_id>/finishing", work.finish, name="finish"),
    path("callbacks/<uuid:callback_id>/undo", work.undo, name="undo"),
    path("calls/<uuid:leg_id>/connection", calls.connection, name="call_connection"),
    path("calls/<uuid:leg_id>/media", calls.media, name="call_media"),
    path("calls/<uuid:leg_id>/beat", calls.beat, name="call_beat"),
    path("calls/<uuid:leg_id>/signals", calls.signalling, name="call_signals"),
]
