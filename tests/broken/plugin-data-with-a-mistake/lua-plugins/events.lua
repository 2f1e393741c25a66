return {
  name = "events", api = 1,
  prepare = function() return #brief.read_data("events.yml") end, -- expect: plugin-error
}
