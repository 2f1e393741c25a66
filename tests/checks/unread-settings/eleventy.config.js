eleventyConfig.ignores.add("src/later/**");
