package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"alongside/server/demo"
	"alongside/server/signin"
)

// settings are what the command line and the environment say.
type settings struct {
	version      bool
	addr         string
	base         string
	data         string
	demo         bool
	demoPeople   int // 0 for the ordinary demo
	links        string
	metrics      string
	masterPath   string
	masterKey    string // the key itself, from the environment alone
	masterRun    string // a command that prints it
	erasures     string // a file's name
	clientHeader string
	minFree      uint64 // bytes
	tokenLife    time.Duration
	backup       string
	backupKey    string // a file's name
	backupEvery  time.Duration
	backupDays   int
}

const usage = `Alongside serves one place: its app, its API and its data.

  alongside [flags]
  alongside verify [flags]    checks all of a stopped data folder
  alongside backup [flags]    makes one backup of a stopped data folder
  alongside restore [flags]   makes a data folder out of backups
  alongside adopt [flags]     goes on from a folder that was copied back
  alongside rotate-key [flags]  puts a new master key in the place of the old one
  alongside version

Each flag can also be given in the environment, as ALONGSIDE_ADDR and so on.
ALONGSIDE_MASTER_KEY holds the master key itself, in base64, and not a file's name.

`

// parse reads the flags. What the environment says stands in for a flag that is
// not given.
func parse(args []string, env func(string) (string, bool), out io.Writer) (settings, error) {
	var s settings
	if len(args) == 1 && args[0] == "version" {
		return settings{version: true}, nil
	}
	flags := flag.NewFlagSet("alongside", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.Usage = func() {
		fmt.Fprint(out, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "`address` to listen on")
	flags.StringVar(&s.base, "base", "", "`URL` under which browsers reach the server (default http:// and the address)")
	flags.StringVar(&s.data, "data", "data", "`folder` that holds the store")
	flags.BoolVar(&s.demo, "demo", false, "fill an empty store with an invented place")
	flags.IntVar(&s.demoPeople, "demo-people", 0, "`number` of people whom the invented place is alongside at once, such as 40 (default the ordinary place)")
	flags.StringVar(&s.links, "links", "", "`file` to write fresh invites to, as JSON")
	flags.StringVar(&s.metrics, "metrics", "", "`address` to serve Prometheus metrics on (default nowhere)")
	s.addKeyFlags(flags)
	flags.StringVar(&s.clientHeader, "client-header", "", "`header` in which a proxy in front gives the client's address")
	flags.DurationVar(&s.tokenLife, "token-life", signin.AccessLife, "how long an access token is good for; only tests want it shorter")
	flags.Uint64Var(&s.minFree, "min-free", 256<<20, "`bytes` that must be free on the disk of the data folder; with less it can only be read (0 for no limit)")
	s.addBackupFlags(flags)
	flags.DurationVar(&s.backupEvery, "backup-every", 5*time.Second, "how often what is new is added to the backup")
	s.masterKey, _ = env("ALONGSIDE_MASTER_KEY")
	if err := fromEnvironment(flags, env); err != nil {
		return s, err
	}
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("alongside: what is %q? Try alongside -h", flags.Arg(0))
	}
	return s, s.check()
}

func fromEnvironment(flags *flag.FlagSet, env func(string) (string, bool)) error {
	var wrong error
	flags.VisitAll(func(f *flag.Flag) {
		name := "ALONGSIDE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, set := env(name)
		if !set || value == "" || f.Name == "master-key" {
			return
		}
		if err := flags.Set(f.Name, value); err != nil {
			wrong = errors.Join(wrong, fmt.Errorf("alongside: %s: %w", name, err))
		}
	})
	return wrong
}

func (s settings) check() error {
	if _, _, err := net.SplitHostPort(s.addr); err != nil {
		return fmt.Errorf("alongside: --addr: %w", err)
	}
	if s.data == "" {
		return errors.New("alongside: --data must name a folder")
	}
	if s.demoPeople != 0 && (s.demoPeople < demo.FewestPeople || s.demoPeople > demo.MostPeople) {
		return fmt.Errorf("alongside: --demo-people must be from %d to %d", demo.FewestPeople, demo.MostPeople)
	}
	if within(s.erasuresFile(), s.data) || s.backup != "" && within(s.erasuresFile(), s.backup) {
		return errors.New("alongside: --erasures must lie outside of the data folder and of the backups, or both would bring it back to an earlier state")
	}
	if s.tokenLife < signin.ShortestLife || s.tokenLife > signin.AccessLife {
		return fmt.Errorf("alongside: --token-life must be from %v to %v", signin.ShortestLife, signin.AccessLife)
	}
	if s.backupEvery < 100*time.Millisecond || s.backupDays < 1 {
		return errors.New("alongside: --backup-every must be 100ms or more, and --backup-days 1 or more")
	}
	if s.base == "" {
		return nil
	}
	base, err := url.Parse(s.base)
	if err != nil || base.Host == "" || (base.Scheme != "http" && base.Scheme != "https") ||
		base.RawQuery != "" || base.Fragment != "" || strings.Trim(base.Path, "/") != "" {
		return errors.New("alongside: --base must be like https://place.example, without a path")
	}
	return nil
}

// baseFor is the URL under which browsers reach the server. Where the flag does
// not say, it follows the address asked for; bound tells the port if that was 0.
func (s settings) baseFor(bound net.Addr) string {
	if s.base != "" {
		return strings.TrimRight(s.base, "/")
	}
	host, port, err := net.SplitHostPort(s.addr)
	if err != nil || port != "0" {
		return "http://" + s.addr
	}
	_, port, _ = net.SplitHostPort(bound.String())
	return "http://" + net.JoinHostPort(host, port)
}

// masterFile is where the master key lies unless the environment holds it:
// beside the data folder, so that a copy of the folder alone opens nothing.
func (s settings) masterFile() string {
	if s.masterPath != "" {
		return s.masterPath
	}
	return strings.TrimRight(s.data, "/") + ".key"
}

// version names the build by the commit it was made from.
func version() string {
	info, known := debug.ReadBuildInfo()
	if !known {
		return "unknown"
	}
	name := "alongside " + info.Main.Version
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			name += " " + setting.Value
		}
	}
	return name
}
