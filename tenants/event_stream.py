"""Where events wait in Redis for a worker: a stream a client, and the set of clients that have something waiting.

An entry leaves its stream only when what it says is committed in PostgreSQL, and comes twice rather than never: whoever
reads it knows an event again by its id. What finds no room, because nobody has come by for long, is counted.
"""

import json
from collections.abc import Iterable, Sequence
from time import monotonic

import structlog
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import NoScriptError, RedisError
from redis.exceptions import TimeoutError as RedisTimeout

from tenants.keys import platform_key, schema_key
from tenants.redis import redis, redis_at_once

MOST_WAITING = 200_000  # events of one client, about 60 MB
MOST_SET_ASIDE = 1000
ASIDE_SECONDS = 30 * 24 * 3600  # after the last of them
REST_SECONDS = 5  # for which a Redis that did not answer is left alone
MOST_LIVE_ANSWERS = 2000
MOST_BLOCKS = 400
TROUBLE_SECONDS = 7 * 24 * 3600  # for which operators are told of events that were not counted
# One step for Redis. What is there for the live page (analytics/live/) is forgotten by itself.
_APPEND = """
local room = tonumber(ARGV[1]) - redis.call('XLEN', KEYS[1])
local lost = 0
for number = 4, #ARGV do
  if number - 3 > room then
    lost = lost + 1
  else
    redis.call('XADD', KEYS[1], '*', 'event', ARGV[number])
    local told = cjson.decode(ARGV[number])
    if type(told.at) == 'number' and type(told.person) == 'string' then
      redis.call('ZADD', KEYS[4], told.at, told.person)
    end
    if told.kind == 'chat_message' then
      redis.call('XADD', KEYS[5], 'MAXLEN', ARGV[2], '*', 'event', ARGV[number])
    end
  end
end
redis.call('SADD', KEYS[2], KEYS[6])
redis.call('EXPIRE', KEYS[4], 900)
redis.call('EXPIRE', KEYS[5], 7200)
if lost > 0 then
  redis.call('HINCRBY', KEYS[3], KEYS[6], lost)
  redis.call('EXPIRE', KEYS[3], ARGV[3])
end
return lost
"""
# As one text: thousands of values one by one take the client longer than anything else that is done with them.
_OLDEST = """
local lines = {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[1])) do
  lines[#lines + 1] = entry[1]
  lines[#lines + 1] = string.gsub(entry[2][2], '\\n', ' ')
end
lines[#lines + 1] = ''
return table.concat(lines, '\\n')
"""
_DONE = """
if #ARGV > 0 then redis.call('XDEL', KEYS[1], unpack(ARGV)) end
if redis.call('XLEN', KEYS[1]) == 0 then redis.call('SREM', KEYS[2], KEYS[3]) end
"""
# Puts the latest answers into blocks of enough people, one after the other and each once: of what is told of whole
# blocks alone, no two looks differ by fewer people. How they ended is told of a block together with those before it of
# which it is not told yet (`ended`), once there are enough people, or none, on either side: of those who were answered
# and of those who were not. ARGV: how many people, from when on, how many blocks are kept, how many seconds may be told
# together.
_CLOSE_BLOCKS = """
local enough, since, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[4])
local sides = {answered = 'answered', refused = 'unanswered', failed = 'unanswered'}
local function add(people, person)
  if not people.known[person] then
    people.known[person] = true
    table.insert(people.list, person)
  end
end
local function none()
  return {known = {}, list = {}}
end
local function begun(at)
  return {from = at, answered = {count = 0, people = none()}, unanswered = {count = 0, people = none()}}
end
local function take(whole, block)
  whole.from = math.min(whole.from, block.from)
  for _, side in ipairs({'answered', 'unanswered'}) do
    whole[side].count = whole[side].count + block[side].count
    for _, person in ipairs(block[side].people) do add(whole[side].people, person) end
  end
end
local function not_ended_before(block)
  local whole = begun(block.from)
  for place = redis.call('LLEN', KEYS[3]) - 1, 0, -1 do
    local before = cjson.decode(redis.call('LINDEX', KEYS[3], place))
    if before.ended or before.from < since or block.to - before.from > longest then break end
    take(whole, before)
  end
  return whole
end
local function is_enough(people)
  return #people.list == 0 or #people.list >= enough
end
local last = redis.call('GET', KEYS[2]) or '-'
local from = last == '-' and '-' or '(' .. last
local block, everybody, timed, waiting = nil, none(), none(), nil
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], from, '+')) do
  local told = cjson.decode(entry[2][2])
  local is_whole = type(told.at) == 'number' and type(told.data) == 'table' and type(told.person) == 'string'
  if is_whole and told.at >= since then
    if not block then
      block, everybody, timed = begun(told.at), none(), none()
      block.count, block.times = 0, {}
    end
    block.count = block.count + 1
    add(everybody, told.person)
    local side = sides[told.data.outcome]
    if side then
      block[side].count = block[side].count + 1
      add(block[side].people, told.person)
    end
    if type(told.data.milliseconds) == 'number' then
      table.insert(block.times, told.data.milliseconds)
      add(timed, told.person)
    end
    if #everybody.list >= enough then
      block.to, block.people, block.timed = told.at, #everybody.list, #timed.list
      block.answered.people, block.unanswered.people = block.answered.people.list, block.unanswered.people.list
      waiting = waiting or not_ended_before(block)
      if block.to - waiting.from > longest then waiting = begun(block.from) end
      take(waiting, block)
      local answered, unanswered = waiting.answered, waiting.unanswered
      if is_enough(answered.people) and is_enough(unanswered.people) then
        block.ended = {
          from = waiting.from,
          answered = answered.count, answered_people = #answered.people.list,
          unanswered = unanswered.count, unanswered_people = #unanswered.people.list
        }
        waiting = nil
      end
      redis.call('RPUSH', KEYS[3], cjson.encode(block))
      redis.call('SET', KEYS[2], entry[1], 'EX', 7200)
      block = nil
    end
  end
end
redis.call('LTRIM', KEYS[3], -tonumber(ARGV[3]), -1)
redis.call('EXPIRE', KEYS[2], 7200)
redis.call('EXPIRE', KEYS[3], 7200)
return redis.call('LRANGE', KEYS[3], 0, -1)
"""
_AT_ONCE = 5000  # that many arguments a command may have
log = structlog.get_logger(__name__)


class _Rest:
    """After a failure nobody tries again for a while: a page must not wait for a Redis that is down."""

    until = 0.0
    script: str | None = None


def append(schema_name: str, events: Sequence[dict[str, object]]) -> bool:
    """Add events to those that wait; False if they are lost. Never raises."""
    if monotonic() < _Rest.until:
        log.warning("events_lost", schema=schema_name, number=len(events))
        return False
    keys = [
        stream_key(schema_name),
        _waiting_key(),
        _lost_key(),
        people_key(schema_name),
        answers_key(schema_name),
        schema_name,
    ]
    try:
        payloads = [json.dumps(event, separators=(",", ":")) for event in events]
        lost = _run_append(keys, [MOST_WAITING, MOST_LIVE_ANSWERS, TROUBLE_SECONDS, *payloads])
    except (RedisError, TypeError, ValueError) as trouble:
        if isinstance(trouble, RedisConnectionError | RedisTimeout):
            _Rest.until = monotonic() + REST_SECONDS
        log.warning("events_lost", schema=schema_name, number=len(events), reason=type(trouble).__name__)
        return False
    if lost:
        log.warning("events_lost", schema=schema_name, number=lost, reason="no room")
    return not lost


def _run_append(keys: list[str], arguments: list[object]) -> int:
    client = redis_at_once()
    if _Rest.script is None:
        _Rest.script = client.script_load(_APPEND)
    try:
        return client.evalsha(_Rest.script, len(keys), *keys, *arguments)
    except NoScriptError:
        # Redis was started anew.
        return client.eval(_APPEND, len(keys), *keys, *arguments)


def clients_waiting() -> set[str]:
    """Return the schemas of clients of whom events wait."""
    return set(redis().smembers(_waiting_key()))


def waiting(schema_name: str, *, most: int) -> list[tuple[str, str]]:
    """Return the oldest entries, with their number in the stream; they stay until they are done with."""
    lines = redis().eval(_OLDEST, 1, stream_key(schema_name), most).split("\n")
    return list(zip(lines[:-1:2], lines[1::2], strict=True))


def how_many_wait(schema_name: str) -> int:
    return redis().xlen(stream_key(schema_name))


def done(schema_name: str, numbers: Sequence[str], *, aside: Iterable[tuple[str, str]] = ()) -> None:
    """Take entries out; those that could not be read are kept for a look, with the reason."""
    with redis().pipeline(transaction=True) as pipe:
        for reason, payload in aside:
            pipe.lpush(aside_key(schema_name), json.dumps({"reason": reason, "event": payload[:2000]}))
            pipe.hincrby(_aside_count_key(), schema_name, 1)
            pipe.expire(_aside_count_key(), TROUBLE_SECONDS)
            pipe.expire(aside_key(schema_name), ASIDE_SECONDS)
        pipe.ltrim(aside_key(schema_name), 0, MOST_SET_ASIDE - 1)
        for start in range(0, max(len(numbers), 1), _AT_ONCE):
            keys = [stream_key(schema_name), _waiting_key(), schema_name]
            pipe.eval(_DONE, len(keys), *keys, *numbers[start : start + _AT_ONCE])
        pipe.execute()


def blocks(schema_name: str, *, people: int, since: float, longest: float) -> list[dict[str, object]]:
    """Return the latest answers in blocks of at least so many people, the oldest first; what fills none is not told.

    Before the moment `since` the same people had other pseudonyms. How answers ended is told of `longest` seconds.
    """
    keys = [answers_key(schema_name), _last_block_key(schema_name), blocks_key(schema_name)]
    found = redis().eval(_CLOSE_BLOCKS, len(keys), *keys, people, since, MOST_BLOCKS, longest)
    return [json.loads(block) for block in found]


def people_since(schema_name: str, moment: float) -> int:
    """Return how many different people something was told of from then on, at most a quarter of an hour ago."""
    key = people_key(schema_name)
    with redis().pipeline(transaction=True) as pipe:
        pipe.zremrangebyscore(key, "-inf", f"({moment}")
        pipe.zcard(key)
        return pipe.execute()[1]


def forget(schema_name: str) -> None:
    """Drop what waits of a client that is gone."""
    with redis().pipeline(transaction=True) as pipe:
        pipe.delete(*(key(schema_name) for key in _KEYS))
        pipe.srem(_waiting_key(), schema_name)
        pipe.hdel(_lost_key(), schema_name)
        pipe.hdel(_aside_count_key(), schema_name)
        pipe.execute()


def lost_by_client() -> dict[str, int]:
    """Return how many events found no room, by schema, up to a week after the last of them."""
    return {name: int(number) for name, number in redis().hgetall(_lost_key()).items()}


def set_aside_by_client() -> dict[str, int]:
    """Return how many events could not be read, by schema, up to a week after the last of them."""
    return {name: int(number) for name, number in redis().hgetall(_aside_count_key()).items()}


def stream_key(schema_name: str) -> str:
    return schema_key(schema_name, "events")


def aside_key(schema_name: str) -> str:
    return schema_key(schema_name, "events-aside")


def people_key(schema_name: str) -> str:
    """Return the key of who was there last when, by pseudonym, for the live page."""
    return schema_key(schema_name, "events-people")


def answers_key(schema_name: str) -> str:
    """Return the key of the latest answers, for the live page."""
    return schema_key(schema_name, "events-answers")


def blocks_key(schema_name: str) -> str:
    return schema_key(schema_name, "events-answer-blocks")


def _last_block_key(schema_name: str) -> str:
    return schema_key(schema_name, "events-last-block")


_KEYS = (stream_key, aside_key, people_key, answers_key, blocks_key, _last_block_key)


def _waiting_key() -> str:
    return platform_key("events", "waiting")


def _lost_key() -> str:
    return platform_key("events", "lost")


def _aside_count_key() -> str:
    return platform_key("events", "aside")
