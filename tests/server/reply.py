# SPDX-License-Identifier: MIT
"""An answer made ready for one request: status, header lines in order, body. What HTTP/1 and HTTP/2 have in common."""
import http

from body import Body, addressed, body_of, content_encoding
from script import Answer

NO_BODY = (204, 304)


class Reply:
    def __init__(self, status, reason, lines, body):
        self.status, self.reason, self.lines, self.body = status, reason, lines, body


def reason_of(status):
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return "Something"


def is_unchanged(answer, request):
    """Whether the validators that came back are ours, byte for byte; If-None-Match counts before the date."""
    tag, date = request.header("if-none-match"), request.header("if-modified-since")
    if answer.etag and tag is not None:
        return tag == answer.etag
    return bool(answer.modified) and date == answer.modified


def header_lines(answer, body, ports):
    lines = []
    if answer.type != "none" and (answer.type or body.media_type):
        lines.append(f"Content-Type: {answer.type or body.media_type}")
    if answer.encoding and not answer.untold:
        lines.append(f"Content-Encoding: {content_encoding(answer)}")
    if answer.redirect:
        lines.append(f"Location: {addressed(answer.redirect, ports)}")
    if answer.etag:
        lines.append(f"ETag: {answer.etag}")
    if answer.modified:
        lines.append(f"Last-Modified: {answer.modified}")
    lines += [addressed(line, ports) for line in answer.headers]
    if answer.header_size:
        lines.append("X-Filler: " + "x" * answer.header_size)
    return lines


def reply_to(request, answer, ports):
    """None stands for a path that is not in the script."""
    answer = answer or Answer(status=404, text="not in the script\n")
    status = 304 if is_unchanged(answer, request) else answer.status
    body = Body(iter(()), 0, None) if status in NO_BODY else body_of(answer, request.host_name(), ports)
    return Reply(status, answer.reason or reason_of(status), header_lines(answer, body, ports), body)
