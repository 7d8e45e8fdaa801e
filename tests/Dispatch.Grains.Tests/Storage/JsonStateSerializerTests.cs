using System.Collections.Immutable;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Tests.Storage;

public sealed class JsonStateSerializerTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));

    private readonly JsonStateSerializer serializer = new();

    private enum Risk
    {
        Low,
        VeryHigh,
    }

    [Fact]
    public void State_WithCollectionsAndTimes_ComesBackUnchanged()
    {
        var notes = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal).Add("b", 2).Add("A", 1);
        var state = new State("独居老人", Risk.VeryHigh, Morning, [new Part("door", null), new Part("stairs", 3)], notes, ["x", "y"]);

        var read = Again(state)!;

        Assert.Equal((state.Name, state.Risk, state.At), (read.Name, read.Risk, read.At));
        Assert.Equal(state.Parts.AsEnumerable(), read.Parts);
        Assert.Equal(state.Notes.AsEnumerable(), read.Notes);
        Assert.Equal(["x", "y"], read.Tags.ToArray());
    }

    [Fact]
    public void State_AsText_IsReadableCamelCase()
        => Assert.Equal(
            """{"name":"独居","risk":"veryHigh","at":"2026-03-02T08:00:00+08:00","parts":[],"notes":{},"tags":[]}""",
            serializer.Serialize(new State("独居", Risk.VeryHigh, Morning, default, ImmutableSortedDictionary<string, int>.Empty, [])).ToString());

    [Fact]
    public void Row_OlderThanAMember_GetsAnEmptyCollectionForIt()
    {
        var read = serializer.Deserialize<State>(BinaryData.FromString("""{"name":"old"}"""))!;

        Assert.False(read.Parts.IsDefault);
        Assert.Empty(read.Parts);
        Assert.Equal("old", read.Name);
    }

    [Fact]
    public void Row_WithAMemberThatIsGone_IsStillRead()
        => Assert.Equal("kept", serializer.Deserialize<State>(BinaryData.FromString("""{"name":"kept","dropped":[1,2]}"""))!.Name);

    [Fact]
    public void Dictionary_KeyedByStrings_SortsThemOrdinally()
    {
        var notes = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal).Add("a", 1).Add("B", 2);

        var read = Again(new State("n", Risk.Low, Morning, [], notes, ["a", "B"]))!;

        Assert.Equal(["B", "a"], read.Notes.Add("c", 3).Remove("c").Keys);
        Assert.Equal(["B", "a"], read.Tags);
    }

    private T? Again<T>(T state) => serializer.Deserialize<T>(serializer.Serialize(state));

    private sealed record Part(string Name, int? Steps);

    private sealed record State(
        string Name, Risk Risk, DateTimeOffset At, ImmutableArray<Part> Parts, ImmutableSortedDictionary<string, int> Notes, ImmutableSortedSet<string> Tags);
}
