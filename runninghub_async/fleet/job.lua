-- What is known of one job, and who works on it.
--
-- KEYS[1] the record; ARGV[1] what, ARGV[2] the token of who asks, then:
--   claim  seconds of the claim -> {1, record or ''}, or {0, record} while another works on it
--   renew  seconds -> {1} or {0}
--   free   -> {1}
--   write  record, seconds that it is kept, how: 'claimed' (the claim must be held) or 'own' (as
--          well where the record is the one that this token wrote, or gone) -> {1} or {0}
local record, claim = KEYS[1], KEYS[1] .. ':claim'
local what, token = ARGV[1], ARGV[2]
local mine = redis.call('GET', claim) == token

if what == 'claim' then
  local taken = mine or redis.call('SET', claim, token, 'NX', 'PX', ARGV[3])
  return {taken and 1 or 0, redis.call('GET', record) or ''}
elseif what == 'renew' then
  return {mine and redis.call('PEXPIRE', claim, ARGV[3]) or 0}
elseif what == 'free' then
  if mine then redis.call('DEL', claim) end
  return {1}
end
local allowed = mine
if not allowed and ARGV[5] == 'own' then
  local text = redis.call('GET', record)
  if text then
    allowed = cjson.decode(text).token == token
  else  -- Redis has forgotten it: nobody else has begun anew
    allowed = not redis.call('GET', claim)
  end
end
if not allowed then return {0} end
redis.call('SET', record, ARGV[3], 'EX', ARGV[4])
return {1}
