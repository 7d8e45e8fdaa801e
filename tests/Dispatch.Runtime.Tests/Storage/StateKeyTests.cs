using System.Text;
using Dispatch.Runtime.Placement;
using Dispatch.Runtime.Storage;

namespace Dispatch.Runtime.Tests.Storage;

public sealed class StateKeyTests
{
    /// <summary>Published vectors of xxHash32 with seed 0.</summary>
    [Theory]
    [InlineData("", 0x02CC5D05)]
    [InlineData("a", 0x550D7456)]
    [InlineData("abc", 0x32D153FF)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2F)]
    public void Hash_OfAPublishedVector_IsThePublishedValue(string text, uint hash)
        => Assert.Equal(hash, StableHash.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("request-17", 0, 0, "request-17")]
    [InlineData("FF", 0, 0xFF, null)]
    [InlineData("ff", 0, 0xFF, null)]
    [InlineData("FFFFFFFFFFFFFFFF", 0, -1, null)]
    [InlineData("10000000000000000", 0, 0, "10000000000000000")]
    [InlineData("FF+ext", 0, 0xFF, "ext")]
    [InlineData("FF+", 0, 0xFF, "")]
    [InlineData("+ext", 0, 0, "+ext")]
    [InlineData("00000000000000000000000000000001", 0, 0x0100000000000000, null)]
    public void Key_Split_AsStockOrleansSplitsIt(string key, long n0, long n1, string? extension)
    {
        var split = StateKey.Of("state", GrainId.Create("grain", key));

        Assert.Equal((n0, n1, extension), (split.N0, split.N1, split.Extension));
    }

    /// <summary>What stock Orleans 10.4.2 wrote; its suite asks for the same.</summary>
    [Fact]
    public void Row_OfAGrain_LiesWhereStockOrleansPutsIt()
    {
        var key = StateKey.Of("remindee", GrainId.Create("remindee", "zhuoda"));

        Assert.Equal((1_284_684_076, 153_179_905), (key.StateNameHash, key.KeyHash));
    }

    [Fact]
    public void Key_WithANumber_HashesItsEightOctetsBackToFront()
    {
        var expected = unchecked((int)StableHash.InTables([0, 0, 0, 0, 0, 0, 0x12, 0xAB]));

        Assert.Equal(expected, StateKey.Of("state", GrainId.Create("grain", "12AB")).KeyHash);
    }

    [Fact]
    public void Key_WithANumberAndAnExtension_HashesTheExtensionFirst()
    {
        var expected = unchecked((int)StableHash.InTables([(byte)'b', (byte)'a', 0, 0, 0, 0, 0, 0, 0x12, 0xAB]));

        Assert.Equal(expected, StateKey.Of("state", GrainId.Create("grain", "12AB+ab")).KeyHash);
    }

    [Fact]
    public void Key_InTwoSpellingsOfOneNumber_IsOneRow()
        => Assert.Equal(StateKey.Of("state", GrainId.Create("grain", "ff")), StateKey.Of("state", GrainId.Create("grain", "FF")));
}
