-- Data of content/data/ is read-only: what is worked out of it goes into new tables.
return {
  name = "events", api = 1,
  description = "the calendar of events, for calendar programs",

  pages = function(site)
    local events = {}
    for number, event in ipairs(brief.read_data("events.yml")) do
      local start = brief.date(event.start)
      events[number] = {
        title = event.title,
        place = event.place,
        id = brief.slug(event.title) .. "-" .. start:format("%Y%m%d"),
        start = start.has_time and ":" .. os.date("!%Y%m%dT%H%M%SZ", start.timestamp)
          or ";VALUE=DATE:" .. start:format("%Y%m%d"),
      }
    end
    return { { url = "/events.ics", title = "Events", layout = "events.ics", data = { events = events } } }
  end,

  filters = {
    ics = function(text) return (text:gsub("[\\,;]", "\\%0"):gsub("\n", "\\n")) end,
  },
}
