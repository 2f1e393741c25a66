export default { srcExclude: ['plan.md'] }
