using System.Security.Claims;
using Dispatch.Web.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Shouldly;

namespace Dispatch.Web.Tests.Live;

public class SlowConnectionTests
{
    [Fact]
    public void Push_ToAConnectionThatCannotKeepUp_ClosesItAndWaitsForNothing()
    {
        var slow = new Context();
        var connection = new LiveConnection(slow, pushesWaiting: 8);

        for (var push = 0; push < 8; push++)
        {
            connection.Push(_ => Task.CompletedTask);
        }

        slow.Aborted.ShouldBeFalse();
        connection.Push(_ => Task.CompletedTask);
        slow.Aborted.ShouldBeTrue();
    }

    private sealed class Context : HubCallerContext
    {
        public bool Aborted { get; private set; }

        public override string ConnectionId => "slow";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort() => Aborted = true;
    }
}
