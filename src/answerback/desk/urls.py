"""The desk's addresses."""

from django.urls import path

from answerback.desk.views import beside, calls, hotline, line, page, solutions, talk, tickets, triage, work

app_name = "desk"
urlpatterns = [
    path("", page.home, name="home"),
    path("beat", page.beat, name="beat"),
    path("stream-ticket", page.stream_ticket, name="stream_ticket"),
    path("next", work.next_one, name="next"),
    path("presence", work.presence, name="presence"),
    path("callbacks/<uuid:callback_id>/call", work.call, name="call"),
    path("callbacks/<uuid:callback_id>/later", work.later, name="later"),
    path("callbacks/<uuid:callback_id>/hang-up", work.hang_up, name="hang_up"),
    path("callbacks/<uuid:callback_id>/code", work.new_code, name="new_code"),
    path("callbacks/<uuid:callback_id>/finishing", work.finish, name="finish"),
    path("callbacks/<uuid:callback_id>/undo", work.undo, name="undo"),
    path("callbacks/<uuid:callback_id>/wrap-up", work.longer, name="longer"),
    path("callbacks/<uuid:callback_id>/stop", work.stop_calls, name="stop_calls"),
    path("callbacks/<uuid:callback_id>/line", line.report, name="line"),
    path("callbacks/<uuid:callback_id>/answers", talk.answer, name="answer"),
    path("callbacks/<uuid:callback_id>/step-back", talk.back_one, name="step_back"),
    path("callbacks/<uuid:callback_id>/language", talk.language, name="language"),
    path("callbacks/<uuid:callback_id>/note", beside.note, name="note"),
    path("callbacks/<uuid:callback_id>/next-step", beside.next_step, name="next_step"),
    path("callbacks/<uuid:callback_id>/actions/<slug:kind>", beside.action, name="action"),
    path("callbacks/<uuid:callback_id>/triage", triage.triage, name="triage"),
    path("callbacks/<uuid:callback_id>/files/<uuid:file_id>", beside.download, name="file"),
    path("callbacks/<uuid:callback_id>/files/<uuid:file_id>/removal", beside.remove, name="file_removal"),
    path("hotline", hotline.index, name="hotline"),
    path("hotline/waiting", hotline.waiting, name="hotline_waiting"),
    path("hotline/<uuid:question_id>", hotline.told, name="hotline_told"),
    path("hotline/<uuid:question_id>/code", hotline.code, name="hotline_code"),
    path("tickets", tickets.mine, name="tickets"),
    path("tickets/<uuid:ticket_id>", tickets.one, name="ticket"),
    path("tickets/<uuid:ticket_id>/solution", solutions.begun, name="solution"),
    path("tickets/<uuid:ticket_id>/solution/steps/<uuid:step_id>", solutions.step, name="solution_step"),
    path("tickets/<uuid:ticket_id>/solution/end", solutions.given_up, name="solution_end"),
    path("calls/<uuid:leg_id>/connection", calls.connection, name="call_connection"),
    path("calls/<uuid:leg_id>/media", calls.media, name="call_media"),
    path("calls/<uuid:leg_id>/beat", calls.beat, name="call_beat"),
    path("calls/<uuid:leg_id>/signals", calls.signalling, name="call_signals"),
]
