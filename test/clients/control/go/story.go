// Calls every operation of the generated package control, and prints a line for each step: `ok` or `not ok`.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"reflect"
	"time"

	"clients/control"

	"github.com/oapi-codegen/nullable"
)

var (
	ctx = context.Background()
	url = os.Getenv("EMULATOR_URL")
)

func step(name string, holds bool, why ...any) {
	if holds {
		fmt.Println("ok", name)
	} else {
		fmt.Println("not ok", name+":", why)
	}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

// typed reports an operation that answers with a value of a type, and returns the value.
func typed[T any](name string, value *T) T {
	step(name, value != nil, "no value")
	if value == nil {
		log.Fatal(name, " has no value")
	}
	return *value
}

// listed reports an operation that answers with a list, which is not empty.
func listed[T any](name string, list *[]T) []T {
	step(name, list != nil && len(*list) > 0, "no value")
	return *list
}

// done reports an operation that answers without a value.
func done(name string, answer interface{ StatusCode() int }) {
	step(name, answer.StatusCode() == http.StatusNoContent, answer.StatusCode())
}

// called calls an action of the emulated service. The emulator asks for no signature.
func called(action, parameters string) (answer struct {
	Code, SnapshotId string
	TotalCount       int
}) {
	response := must(http.Get(url + "/?Version=2014-05-26&Format=JSON&RegionId=cn-chengdu&Action=" + action + parameters))
	defer response.Body.Close()
	must(answer, json.NewDecoder(response.Body).Decode(&answer))
	return answer
}

func to[T any](value T) *T { return &value }

func main() {
	withToken := control.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("EMULATOR_TOKEN"))
		return nil
	})
	c := must(control.NewClientWithResponses(url, withToken))
	refused := must(must(control.NewClientWithResponses(url)).ClockNowWithResponse(ctx)).JSON401
	step("a call without the token is refused", refused != nil && refused.Message != "", refused)
	typed("healthGet", must(c.HealthGetWithResponse(ctx)).JSON200)
	typed("healthLive", must(c.HealthLiveWithResponse(ctx)).JSON200)
	typed("healthReady", must(c.HealthReadyWithResponse(ctx)).JSON200)
	accounts(c)
	resources(c)
	clock(c)
	faults(c)
	stubs(c)
	requests(c)
	state(c)
}

func accounts(c *control.ClientWithResponses) {
	done("reset", must(c.ResetWithResponse(ctx, control.Scope{})))
	keys := []control.AccessKey{{Id: "my-key", Secret: "my-secret"}}
	world := control.World{Accounts: &[]control.Account{{Id: "5", Keys: &keys}}}
	done("seed", must(c.SeedWithResponse(ctx, world)))
	from := control.NewAccount_World{}
	must(from, from.FromNewAccountWorld0(control.NewAccountWorld0Default))
	made := control.NewAccount{Id: to("6"), World: &from}
	account := typed("accountsCreate", must(c.AccountsCreateWithResponse(ctx, made)).JSON200)
	step("the new account has a key", len(*account.Keys) == 1, account)
	listed("accountsList", must(c.AccountsListWithResponse(ctx)).JSON200)
	typed("accountsGet", must(c.AccountsGetWithResponse(ctx, "5")).JSON200)
	change := control.AccountChange{Balance: to(0.0), DiskCapacityQuota: nullable.NewNullableWithValue(int64(1e12))}
	changed := typed("accountsUpdate", must(c.AccountsUpdateWithResponse(ctx, "5", change)).JSON200)
	step("the account is changed", *changed.Balance == 0 && *changed.DiskCapacityQuota == 1e12, changed)
	done("accountsDelete", must(c.AccountsDeleteWithResponse(ctx, "6")))
	missing := must(c.AccountsGetWithResponse(ctx, "6")).JSON404
	step("an unknown account is an error with a message", missing != nil && missing.Message == "There is no account 6.")
}

func clock(c *control.ClientWithResponses) {
	start := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	setting := control.ClockSetting{At: start.Format(time.RFC3339)}
	typed("clockSet", must(c.ClockSetWithResponse(ctx, setting)).JSON200)
	advanced := typed("clockAdvance", must(c.ClockAdvanceWithResponse(ctx, control.ClockAdvance{Seconds: 600.5})).JSON200)
	step("the clock is moved", advanced.Now.Equal(start.Add(600_500*time.Millisecond)), advanced)
	typed("clockNow", must(c.ClockNowWithResponse(ctx)).JSON200)
}

const copied = "&SnapshotId=s-bp67acfmxazb4p000001&DestinationRegionId=us-east-1"

func faults(c *control.ClientWithResponses) {
	fault := control.Fault{Kind: control.FaultKindError, Code: to(control.ErrorCode("Throttling.User")),
		Action: to(control.EcsAction("CopySnapshot")), Times: to(1)}
	typed("faultsAdd", must(c.FaultsAddWithResponse(ctx, fault)).JSON200)
	step("the fault applies", called("CopySnapshot", copied).Code == "Throttling.User")
	step("it applies once", called("CopySnapshot", copied).SnapshotId != "")
	reset := control.Fault{Kind: control.FaultKindReset, Account: to("5")}
	added := typed("faultsAdd", must(c.FaultsAddWithResponse(ctx, reset)).JSON200)
	active := listed("faultsList", must(c.FaultsListWithResponse(ctx)).JSON200)
	step("a fault that is used up is not listed", len(active) == 1 && active[0].Id == added.Id, active)
	done("faultsRemove", must(c.FaultsRemoveWithResponse(ctx, added.Id)))
	done("faultsClear", must(c.FaultsClearWithResponse(ctx, &control.FaultsClearParams{})))
}

func stubs(c *control.ClientWithResponses) {
	stub := control.Stub{Action: "DescribeAutoSnapshotPolicyEx", Reply: &map[string]any{"TotalCount": 7}}
	added := typed("stubsAdd", must(c.StubsAddWithResponse(ctx, stub)).JSON200)
	step("the stub answers", called("DescribeAutoSnapshotPolicyEx", "").TotalCount == 7)
	active := listed("stubsList", must(c.StubsListWithResponse(ctx)).JSON200)
	step("the stub lists its answer", (*active[0].Reply)["TotalCount"] == 7.0, active)
	done("stubsRemove", must(c.StubsRemoveWithResponse(ctx, added.Id)))
	done("stubsClear", must(c.StubsClearWithResponse(ctx, &control.StubsClearParams{})))
}

func requests(c *control.ClientWithResponses) {
	copies := to("CopySnapshot")
	listed("requestsList", must(c.RequestsListWithResponse(ctx, &control.RequestsListParams{Action: copies})).JSON200)
	count := typed("requestsCount", must(c.RequestsCountWithResponse(ctx, &control.RequestsCountParams{Action: copies})).JSON200)
	step("two copies are counted", count.Count == 2, count)
	query := control.CallQuery{Outcome: to("Success"), Params: &map[string]string{"SnapshotId": "s-bp67acfmxazb4p000001"}}
	found := listed("requestsSearch", must(c.RequestsSearchWithResponse(ctx, query)).JSON200)
	step("a call has its parameters", found[0].Params["DestinationRegionId"] == "us-east-1", found)
	count = typed("requestsSearchCount", must(c.RequestsSearchCountWithResponse(ctx, query)).JSON200)
	step("one copy is found by its parameters", count.Count == 1, count)
	wait := control.CallWait{Count: to(2), Query: &control.CallQuery{Action: copies}}
	waited := typed("requestsWaitFor", must(c.RequestsWaitForWithResponse(ctx, wait)).JSON200)
	step("two copies are awaited", waited.Met && len(*waited.Calls) == 2, waited)
	wait.Count = to(3)
	waited = *must(c.RequestsWaitForWithResponse(ctx, wait)).JSON200
	step("a third copy is missed", !waited.Met && len((*waited.Closest)[0].Differences) > 0, waited)
	done("requestsClear", must(c.RequestsClearWithResponse(ctx, &control.RequestsClearParams{})))
	request := control.ExplainRequest{Url: to("/?Action=DescribeRegions&AccessKeyId=testid")}
	explained := typed("explain", must(c.ExplainWithResponse(ctx, request)).JSON200)
	step("the signature is explained", !explained.Holds && explained.StringToSign != "", explained)
}

func state(c *control.ClientWithResponses) {
	exported := typed("stateExport", must(c.StateExportWithResponse(ctx)).JSON200)
	before := control.StateName{Name: "before"}
	done("stateSave", must(c.StateSaveWithResponse(ctx, before)))
	names := listed("stateNames", must(c.StateNamesWithResponse(ctx)).JSON200)
	step("the states have names", reflect.DeepEqual(names, []string{"before"}), names)
	done("stateImport", must(c.StateImportWithResponse(ctx, exported)))
	again := must(c.StateExportWithResponse(ctx)).JSON200
	step("an imported state is exported again", reflect.DeepEqual(*again, exported))
	done("stateRestore", must(c.StateRestoreWithResponse(ctx, before)))
	done("stateDelete", must(c.StateDeleteWithResponse(ctx, "before")))
}
