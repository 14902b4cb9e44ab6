//go:build !linux

package faults

import "syscall"

func withParent() *syscall.SysProcAttr { return nil }
