using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Dispatch.Runtime.Calls;
using Dispatch.Runtime.Clustering;
using Dispatch.Runtime.Clustering.Wire;
using Dispatch.Runtime.Storage;
using Dispatch.Runtime.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using Shouldly;

namespace Dispatch.Runtime.Tests.Wire;

/// <summary>What another process says, also one of another version of the contract, and one that means harm.</summary>
public sealed class EnvelopeCodecTests : IAsyncLifetime
{
    private static readonly SiloAddress Peer = SiloAddress.New(System.Net.IPAddress.Loopback, 1, 1);
    private static readonly string Counter = typeof(ICounterGrain).FullName!;

    private InProcessTestCluster _cluster = null!;
    private Node _node = null!;
    private EnvelopeCodec _codec = null!;

    public async Task InitializeAsync()
    {
        _cluster = await OneSilo.StartAsync();
        _node = _cluster.Silos[0].ServiceProvider.GetRequiredService<Silo>();
        _codec = new(_node);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public void Request_OfAMethodOfALaterVersion_IsRefusedByName()
    {
        Read(Request($"{Counter}\nResetAsync()", "[]"), out var refusal);
        refusal!.Fault.ShouldBeOfType<OrleansMessageRejectionException>().Message.ShouldContain($"does not know {Counter}.ResetAsync()");
    }

    [Theory]
    [InlineData("[5]", 5)]
    [InlineData("[5,\"said by a later version\",{}]", 5)]
    [InlineData("[]", 0)]
    [InlineData("", 0)]
    public void Request_WithMoreOrFewerArguments_HasWhatItKnowsAndDefaults(string json, int expected)
    {
        var request = Read(Request($"{Counter}\nAddAsync(int)", json), out var refusal);
        refusal.ShouldBeNull();
        request.Body!.Arguments.ShouldBe([expected]);
        (request.Body.Target, request.Id).ShouldBe((GrainId.Create("counter", "c"), 7));
    }

    [Theory]
    [InlineData("[\"five\"]")]
    [InlineData("[{\"$type\":\"System.Diagnostics.Process\"}]")]
    [InlineData("[5")]
    [InlineData("[99999999999]")]
    public void Request_WithArgumentsThatCannotBeRead_IsRefusedAndNothingElse(string json)
    {
        Read(Request($"{Counter}\nAddAsync(int)", json), out var refusal);
        refusal!.Fault!.Message.ShouldContain("cannot read the arguments of");
    }

    [Fact]
    public void Exceptions_OnTheList_ComeBackWithWhatTheySay()
    {
        Travelled(new InconsistentStateException("moved on", "4", "3")).ShouldBeOfType<InconsistentStateException>()
            .ShouldSatisfyAllConditions(fault => fault.StoredEtag.ShouldBe("4"), fault => fault.CurrentEtag.ShouldBe("3"));
        Travelled(new StorageUnavailableException("away", true, null)).ShouldBeOfType<StorageUnavailableException>().OutcomeUnknown.ShouldBeTrue();
        Travelled(new LimitExceededException("full") { Data = { ["retry"] = "5" } }).ShouldBeOfType<LimitExceededException>().Data["retry"].ShouldBe("5");
        Travelled(new CallDeadlockException("a -> b -> a")).ShouldBeOfType<CallDeadlockException>().Message.ShouldBe("a -> b -> a");
    }

    [Fact]
    public void Exceptions_NotOnTheList_AreNamedButNotMade()
    {
        Travelled(new IOException("no such file")).ShouldBeOfType<OrleansException>().Message.ShouldBe("System.IO.IOException: no such file");
    }

    [Fact]
    public void Values_OfAContract_ComeBackTheSame()
    {
        var value = new Parcel(
            "x", default, [1, 2], ImmutableSortedSet.Create(StringComparer.Ordinal, "b", "B", "a"), ("left", 2), double.NaN, DayOfWeek.Friday,
            TimeSpan.FromTicks(7));
        var options = WireJson.For(_node);
        var back = JsonSerializer.Deserialize<Parcel>(JsonSerializer.SerializeToUtf8Bytes(value, options), options)!;
        back.Empty.IsDefault.ShouldBeTrue();
        back.Numbers.ShouldBe([1, 2]);
        string.Concat(back.Names).ShouldBe("Bab");
        (back.Pair, back.Day, back.Span).ShouldBe((("left", 2), DayOfWeek.Friday, TimeSpan.FromTicks(7)));
        back.Broken.ShouldBe(double.NaN);
        JsonSerializer.Deserialize<Parcel>("""{"Name":"of an older version","Later":{"deep":[1]}}"""u8, options)!.Numbers.IsDefault.ShouldBeTrue();
    }

    private static Exception Travelled(Exception fault)
    {
        var frame = FrameWriter.Begin(FrameKind.Fault);
        WireExceptions.Write(frame, fault);
        var reader = new FrameReader(frame.Written[Frame.HeaderBytes..]);
        frame.Release();
        return WireExceptions.Read(ref reader);
    }

    private Envelope Read(byte[] content, out Envelope? refusal) => _codec.ReadRequest(content, Peer, out refusal);

    private static byte[] Request(string method, string json)
    {
        var frame = FrameWriter.Begin(FrameKind.Request);
        frame.Number(7L);
        frame.Number(0L);
        frame.Number(30_000L);
        frame.Grain(GrainId.Create("counter", "c"));
        frame.Bytes(Encoding.UTF8.GetBytes(method));
        frame.Number(0L);
        frame.Number(0L);
        byte[] content = [.. frame.Written[Frame.HeaderBytes..], .. Encoding.UTF8.GetBytes(json)];
        frame.Release();
        return content;
    }

    internal sealed record Parcel(
        string Name, ImmutableArray<string> Empty, ImmutableArray<int> Numbers, ImmutableSortedSet<string> Names, (string, int) Pair, double Broken,
        DayOfWeek Day, TimeSpan Span)
    {
        public int Computed => Numbers.Length;
    }
}
