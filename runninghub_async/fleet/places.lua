-- Places for tasks, shared by the processes of one key: what happened, then who may go.
--
-- One call is one step of one process: it tells what became of its submits and tasks, and asks for
-- places. The limit is learned as `transport/slots.py` learns it; a timer there is a moment here,
-- looked at when somebody comes. The clock is Redis' own.
--
-- KEYS[1] prefix, its hash tag keeps all keys on one node. ARGV[1] the request, as JSON:
--   name      the process                 share    part of the limit while nobody knows the rest
--   cap       tasks at once; nil learns   lease    seconds until a silent process is dead
--   want      places asked for            first    number of the first new lease
--   jitter    between 0 and 1             beat     whether leases are renewed and the dead sought
--   acts      what happened, in order     holding  all that it has, where it comes (back)
local prefix = KEYS[1]
local request = cjson.decode(ARGV[1])
local LEASES = prefix .. ':leases'      -- lease or task -> when it ends
local OWNER = prefix .. ':owner'        -- task -> process
local ALIVE = prefix .. ':alive'        -- process -> until when it is believed to live
local WAITING = prefix .. ':waiting'    -- process -> since when
local WOKEN = prefix .. ':woken'        -- process -> when it was told to come
local ESTIMATE, GRACE = prefix .. ':estimate', prefix .. ':grace'
local DAY = 86400                       -- seconds until what nobody touches is gone
local SUBMIT, TASK = 120, 1800          -- seconds of a lease without, and with a task's id
local FIRST_GUESS, BOLDEST, TRUST = 8, 8, 2                           -- see slots.py
local FIRST_PAUSE, LONGEST_PAUSE, AGREED_PAUSE, LONGEST_WAIT = 1, 20, 60, 300
local ADOPTED = 16                      -- tasks of the dead that one step hands over
local BACKSTOP = 5                      -- seconds after which somebody who waits comes anyway

local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local name, cap = request.name, request.cap or math.huge
local asking, held

local function expire(...)
  for _, key in ipairs({...}) do redis.call('EXPIRE', key, DAY) end
end

local function drop(lease)
  local was = redis.call('ZREM', LEASES, lease)
  held = held - was
  if redis.call('HDEL', OWNER, lease) == 0 then asking = asking - was end
  return was
end

local function put(task)
  held = held + redis.call('ZADD', LEASES, now + TASK, task)
  redis.call('HSET', OWNER, task, name)
end

local function lease(number)
  local new = redis.call('ZADD', LEASES, now + SUBMIT, name .. '/' .. number)
  held, asking = held + new, asking + new
end

for _, old in ipairs(redis.call('ZRANGEBYSCORE', LEASES, '-inf', now)) do
  redis.call('ZREM', LEASES, old)
  redis.call('HDEL', OWNER, old)
end
held = redis.call('ZCARD', LEASES)
asking = held - redis.call('HLEN', OWNER)

-- The estimate: the fields of Slots, by their names there.
local text = redis.call('GET', ESTIMATE)
local e = text and cjson.decode(text) or {
  limit = request.cap or FIRST_GUESS, proven = 0, growing = request.cap == nil, bold = BOLDEST,
  paused = false, probe_due = false, probe_out = false, ended = false, guarding = false,
  pause = FIRST_PAUSE, since = 0, timer = 0, told = 0, doubts = 0, raised = false, others = 0,
}

local function spread() return e.pause / 2 + request.jitter * e.pause / 2 end

local function wait_until(moment)
  if moment > e.timer then e.timer = moment end
end

local function stop_timer() e.timer, e.guarding = 0, false end

local function answered()
  if e.probe_out then
    e.probe_out = false
    stop_timer()
  end
end

local function accepted()
  if e.probe_out then
    answered()
    e.paused = false
  end
  local fits = held - asking
  if e.growing and fits > e.proven then
    e.proven = fits
    e.pause = math.max(FIRST_PAUSE, e.pause / 2)
    if e.raised then e.raised, e.doubts = false, 0 end
    e.bold = math.min(e.bold + 1, BOLDEST)
    e.limit = math.min(cap, math.max(e.limit, fits + e.bold))
  end
end

local function refused(retry_after)
  if e.raised then e.doubts = e.doubts + 1 end
  answered()
  if e.guarding then stop_timer() end
  e.proven = math.min(held + (e.ended and 1 or 0), cap)
  e.limit = math.max(1, e.proven)
  e.growing, e.probe_due, e.raised, e.paused = false, false, false, not e.ended
  if e.timer == 0 then
    e.since = now
    wait_until(now + spread())
    local agreed = math.abs(e.limit - e.told) <= e.told / 20
    e.pause = math.min(2 * e.pause, agreed and AGREED_PAUSE or LONGEST_PAUSE)
  end
  if retry_after >= 0 then wait_until(now + math.min(retry_after, LONGEST_WAIT)) end
end

local function released(ended)
  if ended then
    e.ended, e.paused = true, false
    answered()
  elseif e.probe_out then
    answered()
    e.probe_due = true
  end
end

local function told(limit, busy)
  local others = busy >= 0 and math.max(0, busy - held) or 0
  e.others = others
  local fits = math.max(1, math.min(limit - others, cap))
  if limit ~= e.told then
    e.told, e.doubts, e.raised = limit, 0, false
    e.limit, e.proven, e.growing, e.paused = fits, fits, false, false
    e.pause, e.since = LONGEST_PAUSE, now
    stop_timer()
  elseif busy >= 0 and e.doubts < TRUST and fits > e.limit then
    e.raised, e.growing, e.bold, e.paused = true, true, BOLDEST, false
    e.limit = math.min(fits, held + BOLDEST)
  end
end

local function occupied(task)
  local before = held
  put(task)
  if held > before and e.others > 0 then
    e.others = e.others - 1
    e.limit = math.min(e.limit + 1, cap)
  end
end

for _, act in ipairs(request.acts) do
  local what, one = act[1], act[2]
  if what == 'accepted' then
    drop(name .. '/' .. one)
    put(act[3])
    accepted()
  elseif what == 'refused' then
    drop(name .. '/' .. one)
    refused(act[3])
  elseif what == 'back' then
    drop(name .. '/' .. one)
    released(false)
  elseif what == 'over' then
    -- Whoever has seen the end may say so; that it is given up, only the one who counts it.
    local own = act[3] or redis.call('HGET', OWNER, one) == name
    if own and drop(one) == 1 then released(act[3]) end
  elseif what == 'occupied' then occupied(one)
  elseif what == 'told' then told(one, act[3])
  end
end

-- All that it has, where it comes or comes back, and now and then: nothing else is its own.
if request.holding then
  local has = {}
  for _, one in ipairs(request.holding.leases) do has[name .. '/' .. one] = true end
  for _, one in ipairs(request.holding.tasks) do has[one] = true end
  for _, one in ipairs(redis.call('ZRANGE', LEASES, 0, -1)) do
    local own = string.sub(one, 1, #name + 1) == name .. '/'
    if (own or redis.call('HGET', OWNER, one) == name) and not has[one] then drop(one) end
  end
  if not text and request.back then  -- Redis has forgotten: let the others come back too
    redis.call('SET', GRACE, '1', 'EX', 5)
  end
  for _, one in ipairs(request.holding.leases) do lease(one) end
  for _, one in ipairs(request.holding.tasks) do put(one) end
end

-- A sign of life, and the tasks of those who gave none: who is here sees to their ends.
local adopted = {}
if request.leaving then
  redis.call('ZREM', WAITING, name)
  redis.call('ZADD', ALIVE, now, name)
else
  redis.call('ZADD', ALIVE, now + request.lease, name)
end
if request.beat then
  for _, one in ipairs(request.leases) do
    redis.call('ZADD', LEASES, 'XX', now + SUBMIT, name .. '/' .. one)
  end
  local dead = redis.call('ZRANGEBYSCORE', ALIVE, '-inf', now)
  if #dead > 0 then
    local gone = {}
    for _, one in ipairs(dead) do gone[one] = true end
    local tasks = redis.call('HGETALL', OWNER)
    for i = 1, #tasks, 2 do
      if gone[tasks[i + 1]] and #adopted < ADOPTED then
        put(tasks[i])
        adopted[#adopted + 1] = tasks[i]
      end
    end
    if #adopted < ADOPTED then redis.call('ZREM', ALIVE, unpack(dead)) end
  end
  expire(ALIVE, WAITING, WOKEN)
end

-- The timer of Slots.
if e.timer > 0 and e.timer <= now then
  stop_timer()
  e.since, e.probe_out, e.probe_due = now, false, true
end

local function room()
  local free = e.paused and 0 or e.limit - held
  if e.probe_due and free < 1 then free = 1 end
  return math.min(free, cap - held)
end

-- Who waits gets an even share of what is free; the longest waiting gets what cannot be shared.
local want, granted = request.want, 0
redis.call('ZREM', WOKEN, name)
if want > 0 then
  redis.call('ZADD', WAITING, 'NX', now, name)
  local free, line = room(), redis.call('ZRANGE', WAITING, 0, -1)
  local due = free
  if #line > 1 and free > 0 then
    local place = 0
    for i, one in ipairs(line) do if one == name then place = i end end
    due = math.floor(free / #line) + (place <= free % #line and 1 or 0)
  end
  if redis.call('EXISTS', GRACE) == 1 then
    due = math.min(due, math.floor(e.limit * request.share) - request.own)
  end
  while granted < math.min(want, due) do
    lease(request.first + granted)
    granted = granted + 1
    e.ended = false
    if e.probe_due and (e.paused or held > e.limit) then
      e.probe_due, e.growing, e.bold = false, true, 0
      e.limit = math.max(e.limit, held)
      e.probe_out = e.paused
    end
  end
end
if want > granted then
  if granted > 0 then redis.call('ZADD', WAITING, now, name) end
  if e.timer == 0 and e.limit < cap then
    e.guarding = e.growing
    wait_until(math.max(now, e.growing and now + LONGEST_PAUSE or e.since + spread()))
  end
else
  redis.call('ZREM', WAITING, name)
end

-- What is left is for the others: who was told and does not come is not waited for.
local left, told_others = room(), false
if left > 0 then
  for _, one in ipairs(redis.call('ZRANGE', WAITING, 0, -1)) do
    if one ~= name and left > 0 then
      local since = redis.call('ZSCORE', WOKEN, one)
      if since and now - tonumber(since) > 1 then
        redis.call('ZREM', WAITING, one)
        redis.call('ZREM', WOKEN, one)
      else
        if not since then
          redis.call('PUBLISH', prefix .. ':' .. one, 'come')
          redis.call('ZADD', WOKEN, now, one)
        end
        told_others, left = true, left - 1
      end
    end
  end
end

redis.call('SET', ESTIMATE, cjson.encode(e), 'EX', DAY)
expire(LEASES, OWNER)
local reply = {granted = granted, limit = e.limit, held = held}
if want > granted then
  local due = e.timer > 0 and e.timer - now or BACKSTOP
  reply.retry = math.min(due, told_others and 1 or BACKSTOP)
end
if #adopted > 0 then reply.adopted = adopted end
return cjson.encode(reply)
