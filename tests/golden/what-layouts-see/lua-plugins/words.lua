return { name = "words", api = 1,
  functions = { words = function(things)
    local all = {}
    for i, thing in ipairs(things) do all[i] = tostring(thing) end
    return table.concat(all, ", ")
  end },
}
