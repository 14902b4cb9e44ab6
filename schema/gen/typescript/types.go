package typescript

import (
	"fmt"
	"strings"

	"alongside/schema"
	"alongside/sync/merge"
)

// writeInterface writes what a screen sees of one kind. Words and sets are always
// there, empty at first; the rest is absent until written, and null once cleared.
func writeInterface(b *strings.Builder, kind schema.Kind) {
	fmt.Fprintf(b, "\n/** %s */\nexport interface %s {\n", kind.Doc, typeName(kind.Name))
	for _, field := range kind.Fields {
		fmt.Fprintf(b, "  /** %s */\n", field.Doc)
		switch field.Rule {
		case merge.Versions:
			fmt.Fprintf(b, "  %s: Words;\n", field.Name)
		case merge.Set:
			fmt.Fprintf(b, "  %s: string[];\n", field.Name)
		case merge.Latest:
			fmt.Fprintf(b, "  %s?: %s | null;\n", field.Name, valueType(field))
		default:
			fmt.Fprintf(b, "  %s?: %s;\n", field.Name, valueType(field))
		}
	}
	b.WriteString("}\n")
}

func valueType(field schema.Field) string {
	switch field.Type {
	case schema.Bool:
		return "boolean"
	case schema.Int:
		return "number"
	case schema.List:
		if field.Items == nil {
			return "string[]"
		}
		var parts []string
		for _, item := range field.Items {
			parts = append(parts, item.Name+": "+valueType(item))
		}
		return "{ " + strings.Join(parts, "; ") + " }[]"
	}
	for _, check := range field.Checks {
		if check.Name == "oneof" {
			return "'" + strings.Join(strings.Fields(check.Arg), "' | '") + "'"
		}
	}
	return "string"
}

// typeName writes change_seen as ChangeSeenFields.
func typeName(kind string) string {
	var name string
	for part := range strings.SplitSeq(kind, "_") {
		name += strings.ToUpper(part[:1]) + part[1:]
	}
	return name + "Fields"
}

func writeIndex(b *strings.Builder) {
	b.WriteString("\n/** What a screen sees of each kind, by its name. */\nexport interface Fields {\n")
	byScope := map[string][]string{}
	for _, kind := range schema.Kinds() {
		fmt.Fprintf(b, "  %s: %s;\n", kind.Name, typeName(kind.Name))
		for _, scope := range kind.Scopes {
			byScope[scope] = append(byScope[scope], "'"+kind.Name+"'")
		}
	}
	b.WriteString("}\n\nexport type Kind = keyof Fields;\n\n/** The kinds that each type of scope may hold. */\nexport interface KindsByScope {\n")
	for _, scope := range []string{"person", "between", "team", "place", "self"} {
		fmt.Fprintf(b, "  %s: %s;\n", scope, strings.Join(byScope[scope], " | "))
	}
	b.WriteString("}\n\nexport type ScopeType = keyof KindsByScope;\n")
}
