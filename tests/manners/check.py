# SPDX-License-Identifier: MIT
"""What must be seen: a check is a function of what a run left (Seen) and of what the case wants; it yields complaints.

README.md lists them for writers of cases."""
import itertools
import re


class Seen:
    """What one run left behind, or all runs of a case together."""

    def __init__(self, status=None, told="", records=(), events=(), took=0, memory=0, ask=None):
        self.status, self.told, self.records, self.events = status, told, records, events
        self.took, self.memory, self.ask = took, memory, ask

    @property
    def requests(self):
        return [event for event in self.events if event["event"] == "request"]


def scheme(request, events):
    opened = next((one for one in events if one["event"] == "open" and one["connection"] == request["connection"]), {})
    return "https://" if opened.get("tls") else ""


def address(request, seen):
    return f"{scheme(request, seen.events)}{request['host']}{request['path']}"


def header(request, name):
    return next((value for key, value in request["headers"] if key.lower() == name.lower()), None)


def fits(wanted, got):
    """'none': not there. '~…': a pattern. 'not ~…': one that is not to be found. Else byte for byte."""
    wanted = str(wanted)
    if wanted == "none":
        return got is None
    if wanted.startswith("not ~"):
        return got is None or not re.search(wanted[5:], got)
    if got is None:
        return False
    return bool(re.search(wanted[1:], got)) if wanted.startswith("~") else wanted == got


def request_wanted(wanted):
    """Address and headers of an entry of `requests`."""
    if isinstance(wanted, str):
        return wanted, {}
    (place, headers), = wanted.items()
    return place, headers


def complaints_of(request, wanted, seen):
    place, headers = request_wanted(wanted)
    if address(request, seen) != place:
        yield f"{address(request, seen)} was asked for instead of {place}"
        return
    for name, value in headers.items():
        got = request.get(name[1:]) if name.startswith(":") else header(request, name)
        if not fits(value, got):
            yield f"{place}: {name} is {got!r}, wanted {value!r}"


def count_between(what, got, wanted):
    least, most = (wanted.get("least", 0), wanted.get("most", got)) if isinstance(wanted, dict) else (wanted, wanted)
    if not least <= got <= most:
        yield f"{got} {what}, wanted {wanted}"


def check_requests(seen, wanted):
    """A list, in order; a number; or {least, most}."""
    if not isinstance(wanted, list):
        yield from count_between("requests", len(seen.requests), wanted)
        return
    if len(seen.requests) != len(wanted):
        got = [address(one, seen) for one in seen.requests]
        yield f"requests: {got}, wanted {[request_wanted(one)[0] for one in wanted]}"
        return
    for request, one in zip(seen.requests, wanted):
        yield from complaints_of(request, one, seen)


def check_begins(seen, wanted):
    """The first requests, in order."""
    rest = seen.requests[len(wanted):]
    yield from check_requests(Seen(events=[one for one in seen.events if one not in rest]), wanted)


def check_any_order(seen, wanted):
    """The same, in any order; each address once."""
    order = [request_wanted(one)[0] for one in wanted]
    opened = [one for one in seen.events if one["event"] == "open"]
    known = {address(one, seen): one for one in seen.requests}
    asked_for = [known[place] for place in order if place in known]
    others = [one for one in seen.requests if one not in asked_for]
    yield from check_requests(Seen(events=opened + asked_for + others), wanted)


def check_each(seen, wanted):
    """Headers of every request; there must be one."""
    if not seen.requests:
        yield "no request at all"
    for request in seen.requests:
        yield from complaints_of(request, {address(request, seen): wanted}, seen)


def check_counts(seen, wanted):
    """{address: number or {least, most}}."""
    for place, count in wanted.items():
        got = sum(address(one, seen) == place for one in seen.requests)
        yield from count_between(f"requests of {place}", got, count)


def check_status(seen, wanted):
    if seen.status not in (wanted if isinstance(wanted, list) else [wanted]):
        yield f"exit status {seen.status}, wanted {wanted}"


def check_records(seen, wanted):
    """How many came new: a number or {least, most}."""
    yield from count_between("records", len(seen.records), wanted)


def check_record(seen, wanted):
    """{field: value} that one of the new records has."""
    if not any(all(fits(value, str(record.get(field)) if field in record else None) for field, value in wanted.items())
               for record in seen.records):
        yield f"no record has {wanted}; there are {[{key: one.get(key) for key in wanted} for one in seen.records]}"


def patterns(what, text, wanted):
    for pattern in wanted if isinstance(wanted, list) else [wanted]:
        is_wanted = not pattern.startswith("not ~")
        if bool(re.search(pattern.removeprefix("not ~"), text)) != is_wanted:
            yield f"{what} {'lacks' if is_wanted else 'has'} {pattern.removeprefix('not ~')!r}: {text[-600:].strip()!r}"


def check_told(seen, wanted):
    """Patterns to be found in the messages; 'not ~…' for what is not."""
    yield from patterns("messages", seen.told, wanted)


def asked(*words):
    def check(seen, wanted):
        yield from patterns(" ".join(words), seen.ask(*words), wanted)
    check.__doc__ = f"Patterns to be found in what `wiredesk {' '.join(words)}` says then."
    return check


def check_took(seen, wanted):
    """{least, most}: seconds."""
    yield from count_between("seconds", round(seen.took, 2), wanted)


def check_memory(seen, wanted):
    """{most}: megabytes of the largest process so far, of this case or one before it."""
    yield from count_between("MB", seen.memory, wanted)


def check_spacing(seen, wanted):
    """Seconds at least between the starts of two requests at one host; or {host: seconds}."""
    hosts = wanted if isinstance(wanted, dict) else {one["host"]: wanted for one in seen.requests}
    for host, least in hosts.items():
        times = [one["time"] for one in seen.requests if one["host"] == host]
        gaps = [round(later - earlier, 3) for earlier, later in itertools.pairwise(times)]
        if any(gap < least for gap in gaps):
            yield f"{host}: gaps of {gaps} s between requests, wanted at least {least}"


def check_within(seen, wanted):
    """Seconds between the first and the last request's start, at most."""
    times = [one["time"] for one in seen.requests]
    if times and times[-1] - times[0] > wanted:
        yield f"requests began within {times[-1] - times[0]:.2f} s, wanted {wanted}"


def check_soon(seen, wanted):
    """{address: seconds}: how long after the first request it began, at most."""
    for place, most in wanted.items():
        waits = [one["time"] - seen.requests[0]["time"] for one in seen.requests if address(one, seen) == place]
        if not waits or waits[0] > most:
            yield f"{place} was asked for {f'after {waits[0]:.2f} s' if waits else 'not at all'}, wanted within {most}"


def check_connections(seen, wanted):
    """How many were opened in all: a number or {least, most}."""
    yield from count_between("connections", sum(one["event"] == "open" for one in seen.events), wanted)


def check_at_once(seen, wanted):
    """How many requests at one host were under way at the same time, at most; and connections open."""
    hosts = {one["host"] for one in seen.requests}
    for host in sorted(hosts):
        ours = {one["connection"] for one in seen.requests if one["host"] == host}
        for begin, end, what in (("request", "sent", "requests"), ("open", "close", "connections")):
            steps = [{begin: 1, end: -1}.get(one["event"], 0) for one in seen.events if one["connection"] in ours]
            most = max(itertools.accumulate(steps), default=0)
            if most > wanted:
                yield f"{host}: {most} {what} at once, wanted at most {wanted}"


def check_contacted(seen, wanted):
    """The loopback addresses that were connected to, all of them."""
    got = sorted({one["to"] for one in seen.events if one["event"] == "open"})
    if got != sorted(wanted):
        yield f"connections to {got}, wanted {wanted}"


CHECKS = {
    "status": check_status, "requests": check_requests, "begins": check_begins, "any_order": check_any_order,
    "each": check_each, "counts": check_counts, "records": check_records, "record": check_record, "told": check_told,
    "listed": asked("source", "list", "--json"), "ledger": asked("ledger", "--json"), "took": check_took,
    "memory": check_memory, "spacing": check_spacing, "within": check_within, "soon": check_soon, "connections": check_connections,
    "at_once": check_at_once, "contacted": check_contacted,
}


def complaints(seen, wanted):
    for name, value in wanted.items():
        yield from CHECKS[name](seen, value)
