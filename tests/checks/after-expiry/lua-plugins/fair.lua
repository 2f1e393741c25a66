local title = "The harbour fair of this winter" -- expect: after-expiry
return {
    name = "fair",
    api = 1,
    functions = {
        fair = function()
            return title
        end,
    },
}
