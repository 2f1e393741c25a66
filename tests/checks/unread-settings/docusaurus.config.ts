export default { blog: { exclude: ['plan.md'] } };
