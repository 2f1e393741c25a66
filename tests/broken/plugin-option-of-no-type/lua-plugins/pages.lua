return {
  name = "pages", api = 1,
  description = "pages by age",
  options = {
    age = { type = "strng" }, -- expect: wrong-plugin
  },
}
