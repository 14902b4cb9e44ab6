// Command gen writes schema.gen.ts from the declaration in package schema.
//
//	go run ./schema/gen
//
// It runs from the root of the repository, and refuses a validator tag that
// validate.ts does not know.
package main

import (
	"fmt"
	"os"

	"alongside/schema/gen/typescript"
)

const target = "schema/schema.gen.ts"

func main() {
	text, err := typescript.Generate()
	if err == nil {
		err = os.WriteFile(target, []byte(text), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}
