local words = require("words")
return { name = "used", api = 1 }
