-- Posts texts from a file, one after the other. EDGE_BODIES names it, EDGE_KEY is the key.
local bodies, place = {}, 0
for line in io.lines(os.getenv("EDGE_BODIES")) do bodies[#bodies + 1] = line end

function init()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("EDGE_KEY")
  for number, body in ipairs(bodies) do bodies[number] = wrk.format(nil, "/v1/moderate", nil, body) end
end

function request()
  place = place % #bodies + 1
  return bodies[place]
end

local bad = 0
function response(status) if status ~= 200 then bad = bad + 1 end end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nEDGE {"requests": %d, "seconds": %.3f, "p50": %.3f, "p99": %.3f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
