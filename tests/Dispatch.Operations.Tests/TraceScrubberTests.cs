using System.Diagnostics;
using Dispatch.Operations.Traces;
using Shouldly;

namespace Dispatch.Operations.Tests;

public class TraceScrubberTests
{
    [Fact]
    public void Activity_ThatLeaves_HoldsNoPathMessageOrAddress()
    {
        var activity = new Activity("call").Start();
        activity.SetTag("url.path", "/api/help/ABCD-EFGH-JKLM").SetTag("client.address", "192.0.2.1").SetTag("exception.message", "Mrs Li")
            .SetTag("http.route", "/api/help/{code}").SetTag("exception.type", "System.TimeoutException").SetStatus(ActivityStatusCode.Error, "Mrs Li");

        new TraceScrubber().OnEnd(activity);

        activity.TagObjects.Select(tag => tag.Key).Order().ShouldBe(["exception.type", "http.route"]);
        (activity.Status, activity.StatusDescription).ShouldBe((ActivityStatusCode.Error, null));
    }

    [Theory]
    [InlineData("request/r0123", "request/r0123")]
    [InlineData("zone/1,2", "zone/1,2")]
    [InlineData("account/what somebody typed", "account")]
    [InlineData("once/ab", "once")]
    public void Target_OfACall_IsAnIdButNeverAnAccount(string target, string shown)
    {
        var activity = new Activity("call").Start();
        activity.SetTag("rpc.orleans.target_id", target);

        new TraceScrubber().OnEnd(activity);

        activity.GetTagItem("rpc.orleans.target_id").ShouldBe(shown);
    }
}
