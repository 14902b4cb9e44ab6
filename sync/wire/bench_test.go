package wire_test

import (
	"fmt"
	"strings"
	"testing"

	"alongside/sync/merge"
	"alongside/sync/wire"
)

// body is a push of 100 visits as a phone sends them.
func body() []byte {
	var b strings.Builder
	b.WriteString(`{"protocol":1,"schema":1,"device":"` + device + `","epoch":"` + record + `","push":{"changes":[`)
	for n := 1; n <= 100; n++ {
		if n > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"n":%d,"scope":"person:%s","kind":"visit","id":"01hzzzzzzzzzzzzzzzzzzz%04d",`+
			`"at":"0192f3a4%04x-0000-%s","set":{"on":"2026-11-23","story":"We walked to the allotment and back again."},`+
			`"over":{"story":["0192f3a40000-0000-%s"]},"add":{"goals":["%s"]}}`, n, record, n, n, device, device, record)
	}
	b.WriteString(`]},"pull":{"cursors":{"place":9},"max_bytes":262144}}`)
	return []byte(b.String())
}

func BenchmarkDecodeRequest(b *testing.B) {
	data := body()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if req, fault := wire.DecodeRequest(data); fault != nil || len(req.Push[99].Problems) > 0 {
			b.Fatal(fault, req.Push[99].Problems)
		}
	}
}

func BenchmarkAppendContent(b *testing.B) {
	req, _ := wire.DecodeRequest(body())
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		for i := range req.Push {
			dst = wire.AppendContent(dst[:0], req.Push[i].Change())
		}
	}
}

// BenchmarkFold is what a server does with 100 changes to one record: read the
// stored state, fold, write it.
func BenchmarkFold(b *testing.B) {
	req, _ := wire.DecodeRequest(body())
	rules := merge.Rules{"visit": {"on": merge.Latest, "story": merge.Versions, "goals": merge.Set}}
	b.ReportAllocs()
	for b.Loop() {
		stored := merge.Record{Kind: "visit", ID: record}.AppendJSON(nil)
		for i := range req.Push {
			var r merge.Record
			if err := r.UnmarshalJSON(stored); err != nil {
				b.Fatal(err)
			}
			if i%4 == 0 {
				r = merge.Record{Kind: "visit", ID: record}
			}
			merge.Apply(rules, &r, req.Push[i].Change())
			stored = r.AppendJSON(stored[:0])
		}
	}
}
