-- The request rate of one key, shared by its processes: turns are given ahead of their moments.
--
-- The exact algorithm is GCRA, as in `transport/rate.py`; what is learned from refusals follows
-- `LearnedRate` there, with the sum of what all processes have sent. The clock is Redis' own.
--
-- KEYS[1] prefix. ARGV[1] the request, as JSON:
--   name, kind = 'turns' | 'refused' | 'measured' | 'look' (what is the rate now)
--   per_second  the rate that was set, nil for none; burst  turns at once under it
--   want, ahead  turns asked for, and seconds before its moment in which a turn is given
--   seconds     of the pause that a refusal asks for
--   measured    requests per second of this process; moment  of the refusal that it is about
local prefix = KEYS[1]
local request = cjson.decode(ARGV[1])
local RATE, DAY = prefix .. ':rate', 86400
local DECREASE, CALM, LONGEST_CALM, SETTLED, FORGOTTEN, SLOWEST, WINDOW = 0.7, 10, 80, 3, 8, 1, 5

local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local cap = request.per_second or math.huge
local text = redis.call('GET', RATE)
local s = text and cjson.decode(text) or {arrival = 0, held = 0, since = 0, learned_at = 0}

local function learned()
  if not s.calm then return nil end
  local top = math.min(s.bound or math.huge, s.sum or math.huge)
  top = math.min(math.max(SLOWEST, top), cap)
  local since, rate = now - s.since, nil
  if since <= s.calm then
    rate = top * (DECREASE + (1 - DECREASE) * math.max(0, since) / s.calm)
  else
    rate = top * 2 ^ math.min(2 * (since - s.calm) / s.calm, 64)
  end
  if rate < math.min(cap, FORGOTTEN * top) then return rate end
  s.calm, s.bound, s.sum = nil, nil, nil
end

local function refused()
  if now >= math.max(s.since, s.learned_at + 1) then
    local allowed, since = learned(), now - s.since
    s.bound, s.sum = allowed, request.measured
    if not allowed then
      s.calm = CALM
    else
      if since < WINDOW then s.sum = nil end
      if since >= SETTLED then s.calm = math.min(2 * s.calm, LONGEST_CALM) end
    end
    s.learned_at = now
    s.moment = string.format('%.6f', now)
  end
  local till = now + request.seconds
  s.since = math.max(s.since, till)
  if till > s.held + 0.05 then
    s.held = till
    redis.call('PUBLISH', prefix .. ':all',
      cjson.encode({name = request.name, seconds = request.seconds, moment = s.moment}))
  end
end

local reply = {}
if request.kind == 'refused' then
  refused()
elseif request.kind == 'measured' then
  if s.moment == request.moment and s.sum then s.sum = s.sum + request.measured end
end
local rate = learned()
local shown = rate or request.per_second
if request.kind == 'turns' and shown then
  local burst = rate and 1 or request.burst
  local interval, turns = 1 / shown, {}
  while #turns < request.want do
    local arrival = math.max(s.arrival, now)
    local due = math.max(arrival - (burst - 1) * interval, s.held, now)
    if due - now > request.ahead then
      reply.wait = due - now - request.ahead
      break
    end
    turns[#turns + 1] = due - now
    s.arrival = math.max(arrival, s.held) + interval
  end
  if #turns > 0 then reply.turns = turns end
elseif s.held > now then
  reply.wait = s.held - now
end
reply.rate = shown
redis.call('SET', RATE, cjson.encode(s), 'EX', DAY)
return cjson.encode(reply)
