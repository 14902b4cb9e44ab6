// Package pwa carries the built app inside the binary.
package pwa

import "embed"

// Dist is what Vite built into pwa/dist. In a fresh clone it holds only
// placeholder.txt, so that the server compiles before the app is built; the
// server then answers 503 and says which script to run.
//
//go:embed all:dist
var Dist embed.FS
