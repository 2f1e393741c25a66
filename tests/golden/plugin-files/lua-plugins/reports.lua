-- lua-plugins/reports.lua
return {
  name = "reports", api = 1,
  description = "lists all reports on a page, and for spreadsheets in a file beside it",

  pages = function(site)
    local reports = {}
    for _, article in ipairs(site.articles) do
      if article.type == "report" then reports[#reports + 1] = article end
    end
    return {
      { url = "/reports/", title = "Reports", layout = "reports.html", list = reports },
      { url = "/reports/reports.csv", title = "Reports", layout = "reports.csv", list = reports },
    }
  end,

  filters = {
    cell = function(value) return '"' .. tostring(value or ""):gsub('"', '""') .. '"' end,
  },
}
