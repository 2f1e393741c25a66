-- lua-plugins/data-table.lua
local html = brief.html

local function are_numbers(rows, name)
  local count = 0
  for _, row in ipairs(rows) do
    local cell = row[name]
    if cell:find("^[-+]?%d[%d., ]*%%?$") then
      count = count + 1
    elseif cell ~= "" then
      return false
    end
  end
  return count > 0
end

return {
  name = "data-table", api = 1,
  description = "shows a table of content/data/ in a text",

  shortcodes = {
    data_table = function(arguments)
      local file, caption = arguments.file, arguments.caption
      local rows, names, classes, body = brief.read_data(file), {}, {}, {}
      if #rows == 0 then error("no rows in " .. file) end
      for name in pairs(rows[1]) do
        classes[name] = #names > 0 and are_numbers(rows, name) and "align-right"
        names[#names + 1] = html.th{ scope = "col", class = classes[name], name }
      end
      for i, row in ipairs(rows) do
        local cells = {}
        for name, cell in pairs(row) do
          local is_name = #cells == 0 and cell ~= ""
          cells[#cells + 1] = is_name and html.th{ scope = "row", cell } or html.td{ class = classes[name], cell }
        end
        body[i] = html.tr(cells)
      end
      return html(
        html.section{ class = "table-scroll", tabindex = "0", aria_label = caption or file,
          html.table{ caption and html.caption(caption), html.thead(html.tr(names)), html.tbody(body) } },
        html.p(html.a{ href = brief.url("/data/" .. file), download = true, "These figures as a file" }))
    end,
  },
}
