/* SPDX-License-Identifier: MIT */
#ifndef BRIEF_TEMPLATE_NAMESPACE_H
#define BRIEF_TEMPLATE_NAMESPACE_H
/* namespace: the one value that a layout may change: `{% set ns.count = ns.count + 1 %}`, also from inside a
 * loop. */
#include "base/object.h"
#include "template/call.h"

extern const struct object_type namespace_type;
/* namespace(name=value, …), or of a map. */
extern const struct template_function namespace_function;

/* NULL when it has no such name. `object` is of namespace_type. */
const struct value *namespace_find(const struct value *object, text name);
void namespace_set(const struct value *object, text name, struct value value);
#endif
