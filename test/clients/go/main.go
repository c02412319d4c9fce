// A driver of the official Go SDK: it calls the operations that standard input names, one a line of JSON, and writes what the
// SDK made of each answer, one a line. It knows no operation: the SDK's own types say what a request holds.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/global"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	dcs "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/dcs/v2"
	gaussdb "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/gaussdb/v3"
	iam "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/iam/v3"
	kafka "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/kafka/v2"
)

type call struct {
	Service    string
	Operation  string
	Parameters json.RawMessage
	Endpoint   string
	AccessKey  string
	SecretKey  string
	Project    string
}

type failure struct {
	Kind      string `json:"kind"`
	Status    int    `json:"status"`
	Code      string `json:"code"`
	Message   string `json:"message"`
	RequestId string `json:"requestId"`
}

type outcome struct {
	Status  int         `json:"status,omitempty"`
	Decoded interface{} `json:"decoded,omitempty"`
	Failure *failure    `json:"failure,omitempty"`
	Missing bool        `json:"missing,omitempty"`
}

// The SDK's client of a service.
func clientOf(c call) interface{} {
	var credential auth.ICredential = basic.NewCredentialsBuilder().
		WithAk(c.AccessKey).WithSk(c.SecretKey).WithProjectId(c.Project).Build()
	built := func(builder *core.HcHttpClientBuilder) *core.HcHttpClient {
		return builder.WithEndpoint(c.Endpoint).WithCredential(credential).Build()
	}
	switch c.Service {
	case "dcs":
		return dcs.NewDcsClient(built(dcs.DcsClientBuilder()))
	case "dms":
		return kafka.NewKafkaClient(built(kafka.KafkaClientBuilder()))
	case "taurusdb":
		return gaussdb.NewGaussDBClient(built(gaussdb.GaussDBClientBuilder()))
	default:
		credential = global.NewCredentialsBuilder().
			WithAk(c.AccessKey).WithSk(c.SecretKey).WithDomainId(c.Project).Build()
		return iam.NewIamClient(built(iam.IamClientBuilder()))
	}
}

func failureOf(err error) *failure {
	var answered *sdkerr.ServiceResponseError
	if errors.As(err, &answered) {
		return &failure{"ServiceResponseError", answered.StatusCode, answered.ErrorCode, answered.ErrorMessage, answered.RequestId}
	}
	return &failure{Kind: fmt.Sprintf("%T", err), Message: err.Error()}
}

func perform(c call) (told outcome) {
	defer func() {
		if reason := recover(); reason != nil {
			told = outcome{Failure: &failure{Kind: "panic", Message: fmt.Sprint(reason)}}
		}
	}()
	method := reflect.ValueOf(clientOf(c)).MethodByName(c.Operation)
	if !method.IsValid() {
		return outcome{Missing: true}
	}
	request := reflect.New(method.Type().In(0).Elem())
	if err := json.Unmarshal(c.Parameters, request.Interface()); err != nil {
		return outcome{Failure: &failure{Kind: "parameters", Message: err.Error()}}
	}
	returned := method.Call([]reflect.Value{request})
	if err, failed := returned[1].Interface().(error); failed {
		return outcome{Failure: failureOf(err)}
	}
	status := returned[0].Elem().FieldByName("HttpStatusCode").Int()
	return outcome{Status: int(status), Decoded: returned[0].Interface()}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var c call
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			panic(err)
		}
		if err := answers.Encode(perform(c)); err != nil {
			panic(err)
		}
	}
}
