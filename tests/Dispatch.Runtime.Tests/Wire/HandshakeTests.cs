using System.IO.Pipelines;
using System.Net;
using System.Text;
using Dispatch.Runtime.Clustering.Wire;
using Shouldly;

namespace Dispatch.Runtime.Tests.Wire;

/// <summary>Who may connect, and what the others are told.</summary>
public sealed class HandshakeTests
{
    private static readonly SiloAddress Asking = SiloAddress.New(IPAddress.Loopback, 1, 1);
    private static readonly SiloAddress Answering = SiloAddress.New(IPAddress.Loopback, 2, 2);

    [Fact]
    public async Task Connect_SameSecretAndCluster_BothKnowEachOther()
    {
        var (connected, accepted) = await MeetAsync(Shake(Asking), Shake(Answering), Answering);
        connected.ShouldBeNull();
        accepted.ShouldBe(Asking);
    }

    [Fact]
    public async Task Connect_OtherSecret_IsNoticedWithoutTellingIt()
    {
        var (connected, _) = await MeetAsync(Shake(Asking, secret: "another secret of some length"), Shake(Answering), Answering);
        connected!.Reason.ShouldBe(RejectionReason.WrongSecret);
        connected.Message.ShouldContain("secret");
    }

    [Fact]
    public async Task Connect_OtherCluster_IsTurnedAwayWithTheReason()
    {
        var (connected, _) = await MeetAsync(Shake(Asking, cluster: "theirs"), Shake(Answering), Answering);
        connected!.Reason.ShouldBe(RejectionReason.OtherCluster);
        connected.Message.ShouldContain("theirs");
    }

    [Fact]
    public async Task Connect_AnEarlierLifeWasWanted_IsTurnedAway()
    {
        var (connected, _) = await MeetAsync(Shake(Asking), Shake(Answering), SiloAddress.New(Answering.Endpoint, 1));
        connected!.Reason.ShouldBe(RejectionReason.OtherLife);
        connected.IsConfiguration.ShouldBeFalse();
    }

    [Fact]
    public async Task Accept_OtherProtocolVersion_IsTurnedAwayWithBothVersions()
    {
        var (left, right) = Pipes();
        var frame = FrameWriter.Begin(FrameKind.Hello);
        frame.Number(99L);
        frame.Text("whatever a later version says");
        await left.Output.WriteAsync(frame.End(1024).ToArray());
        frame.Release();
        var rejected = await Should.ThrowAsync<HandshakeRejectedException>(() => Shake(Answering).AcceptAsync(right, CancellationToken.None));
        rejected.Reason.ShouldBe(RejectionReason.OtherVersion);
        Encoding.UTF8.GetString((await left.Input.ReadAsync()).Buffer.FirstSpan).ShouldContain("speaks version 1 of the cluster's protocol, not 99");
    }

    [Fact]
    public async Task Accept_ProofOfAnotherSecret_IsTurnedAway()
    {
        var (left, right) = Pipes();
        var accepting = Shake(Answering).AcceptAsync(right, CancellationToken.None);
        var hello = FrameWriter.Begin(FrameKind.Hello);
        hello.Number(1L);
        hello.Text("ours");
        hello.Text(Asking.ToParsableString());
        hello.Text(Answering.ToParsableString());
        hello.Bytes(new byte[32]);
        await left.Output.WriteAsync(hello.End(1024).ToArray());
        hello.Release();
        var proof = FrameWriter.Begin(FrameKind.Proof);
        proof.Bytes(new byte[32]);
        await left.Output.WriteAsync(proof.End(1024).ToArray());
        proof.Release();
        (await Should.ThrowAsync<HandshakeRejectedException>(() => accepting)).Reason.ShouldBe(RejectionReason.WrongSecret);
    }

    [Theory]
    [InlineData("47455420 2f20485454502f312e310d0a")]
    [InlineData("01000000 10")]
    [InlineData("02000000 01ff")]
    [InlineData("ffffffff")]
    public async Task Accept_NoHandshakeAtAll_IsAWireException(string hex)
    {
        var (left, right) = Pipes();
        await left.Output.WriteAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        await Should.ThrowAsync<WireException>(() => Shake(Answering).AcceptAsync(right, CancellationToken.None));
    }

    [Fact]
    public async Task Accept_ConnectionEndsEarly_Ends()
    {
        var (left, right) = Pipes();
        await left.Output.CompleteAsync();
        await Should.ThrowAsync<EndOfStreamException>(() => Shake(Answering).AcceptAsync(right, CancellationToken.None));
    }

    private static Handshake Shake(SiloAddress self, string cluster = "ours", string secret = "a secret of some length") =>
        new(cluster, Encoding.UTF8.GetBytes(secret), self);

    private static async Task<(HandshakeRejectedException? Connected, SiloAddress? Accepted)> MeetAsync(
        Handshake asking, Handshake answering, SiloAddress wanted)
    {
        var (left, right) = Pipes();
        var accepting = answering.AcceptAsync(right, CancellationToken.None);
        try
        {
            await asking.ConnectAsync(left, wanted, CancellationToken.None);
        }
        catch (HandshakeRejectedException rejected)
        {
            await left.Output.CompleteAsync();
            await Should.ThrowAsync<Exception>(() => accepting);
            return (rejected, null);
        }

        return (null, await accepting);
    }

    private static (IDuplexPipe Left, IDuplexPipe Right) Pipes()
    {
        var (there, back) = (new Pipe(), new Pipe());
        return (new Duplex(back.Reader, there.Writer), new Duplex(there.Reader, back.Writer));
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
