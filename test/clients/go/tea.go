package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	ecs "github.com/alibabacloud-go/ecs-20140526/v7/client"
	"github.com/alibabacloud-go/tea/dara"
	"github.com/alibabacloud-go/tea/tea"
)

// callTea calls a method of ecs-20140526, which has a struct with tags for JSON for each request and answer.
func callTea(request Request) (any, error) {
	client, err := teaClient(request)
	if err != nil {
		return nil, err
	}
	method := reflect.ValueOf(client).MethodByName(request.Action)
	if !method.IsValid() {
		return nil, Unsupported("there is no " + request.Action)
	}
	model := reflect.New(method.Type().In(0).Elem())
	params := json.NewDecoder(bytes.NewReader(request.Params))
	params.DisallowUnknownFields()
	if err := params.Decode(model.Interface()); err != nil {
		return nil, Unsupported(request.Action + ": " + err.Error())
	}
	results := method.Call([]reflect.Value{model})
	if err, ok := results[1].Interface().(error); ok {
		return nil, err
	}
	return results[0].Elem().FieldByName("Body").Interface(), nil
}

func teaClient(request Request) (*ecs.Client, error) {
	config := &openapi.Config{
		AccessKeyId:     &request.Key.ID,
		AccessKeySecret: &request.Key.Secret,
		SecurityToken:   &request.Key.Token,
		RegionId:        dara.String("cn-chengdu"),
		Endpoint:        &request.Endpoint,
		Protocol:        &request.Protocol,
	}
	if request.CA != "" {
		pem, err := os.ReadFile(request.CA)
		if err != nil {
			return nil, err
		}
		config.Ca = dara.String(string(pem))
	}
	if request.Retries != nil {
		// By codes: a condition by the names of errors fits none, since the client gives its errors no names.
		codes := []string{"Throttling", "Throttling.User", "Throttling.Api", "ServiceUnavailable", "InternalError"}
		again := &dara.RetryCondition{MaxAttempts: *request.Retries + 1, ErrorCode: codes, MaxDelay: dara.MAX_DELAY_TIME}
		config.RetryOptions = &dara.RetryOptions{Retryable: true, RetryCondition: []*dara.RetryCondition{again}}
	}
	return ecs.NewClient(config)
}

func reportTea(err error) Report {
	report := Report{Class: strings.TrimPrefix(fmt.Sprintf("%T", err), "*"), Message: err.Error()}
	if known, ok := err.(*tea.SDKError); ok {
		report.Code, report.Status, report.Message = known.Code, known.StatusCode, *known.Message
	}
	return report
}
