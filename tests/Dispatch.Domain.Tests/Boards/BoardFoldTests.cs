using Dispatch.Contracts;
using Dispatch.Contracts.Boards;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Boards;
using Dispatch.Domain.Tests.Responders;

namespace Dispatch.Domain.Tests.Boards;

public class BoardFoldTests
{
    [Fact]
    public void Changes_FromAnySnapshotOn_MakeTheTruth()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var dice = new Random(seed);
            var fold = new BoardFold("zhuoda");
            var follower = Follower.From(fold);
            for (var step = 0; step < 300; step++)
            {
                Happen(fold, dice);
                if (dice.Next(5) == 0 && fold.Take("e", Person.Noon) is { } change)
                {
                    follower.Apply(change);
                    Assert.Equal(change.Rows.Select(row => row.Id).Order(StringComparer.Ordinal), change.Rows.Select(row => row.Id));
                }
            }

            if (fold.Take("e", Person.Noon) is { } last)
            {
                follower.Apply(last);
            }

            var truth = fold.View("e", Person.Noon, false);
            Assert.Equal(truth.Version, follower.Version);
            Assert.Equal(truth.Rows.Select(row => (row.Id, row.Version)), follower.Rows.Values.Select(row => (row.Id, row.Version)));
            Assert.Equal(truth.Responders, follower.Responders.Values);
        }
    }

    [Fact]
    public void Row_OlderThanTheOneHeld_IsIgnored()
    {
        var fold = new BoardFold("zhuoda");

        Assert.True(fold.Apply(Row("r1", 2), false));
        Assert.False(fold.Apply(Row("r1", 1), false));
        Assert.False(fold.Apply(Row("r1", 2), false));
        Assert.Equal(1, fold.Version);
    }

    [Fact]
    public void Row_OfAClosedRequest_DoesNotComeBack()
    {
        var fold = new BoardFold("zhuoda");
        fold.Apply(Row("r1", 2), false);

        Assert.True(fold.Apply(Row("r1", 3), true));
        Assert.False(fold.Apply(Row("r1", 2), false));
        Assert.True(fold.HasReported("r1"));
        Assert.Empty(fold.View("e", Person.Noon, false).Rows);
    }

    [Fact]
    public void Row_ClosedBeforeItWasSeen_CountsAsReported()
    {
        var fold = new BoardFold("zhuoda");

        Assert.False(fold.Apply(Row("r1", 3), true));
        Assert.True(fold.HasReported("r1"));
        Assert.Null(fold.Take("e", Person.Noon));
    }

    [Fact]
    public void Responder_OffDutyWithoutCalendarOrAtAnotherStation_Leaves()
    {
        var fold = new BoardFold("zhuoda");
        var person = new Person().OnDuty();
        fold.Apply(person.Self.Card());
        Assert.Equal(new GeoPoint(18.265, 109.517), Assert.Single(fold.View("e", Person.Noon, false).Responders).Position);

        fold.Apply(person.OffDuty().Self.Card());
        Assert.Empty(fold.View("e", Person.Noon, false).Responders);

        fold.Apply(person.OnDuty().Self.Card() with { Profile = Person.Profile with { StationId = "fucheng" } });
        Assert.Empty(fold.View("e", Person.Noon, false).Responders);
    }

    [Fact]
    public void Responder_OffDutyWithCalendar_StaysWithoutAPlace()
    {
        var fold = new BoardFold("zhuoda");
        fold.Apply(new Person(profile => profile with { Calendar = new([new(DayOfWeek.Monday, 480, 720)], [], []) }).Self.Card());

        var shown = Assert.Single(fold.View("e", Person.Noon, false).Responders);
        Assert.Equal((false, null), (shown.OnDuty, shown.Position));
    }

    [Fact]
    public void Load_ToldAgainAtTheSameVersion_ReplacesWhatTheSetSaid()
    {
        var fold = new BoardFold("zhuoda");
        var card = new Person().OnDuty().Self.Card();
        fold.Apply(card with { Load = 0 });

        Assert.True(fold.Apply(card with { Load = 2 }));
        Assert.False(fold.Apply(card with { Load = 2 }));
    }

    [Fact]
    public void Similar_RequestsNearInPlaceAndTime_AreHinted()
    {
        var fold = new BoardFold("zhuoda");
        fold.Apply(Row("near", 1), false);
        fold.Apply(Row("far", 1) with { Position = new GeoPoint(18.28, 109.517) }, false);
        fold.Apply(Row("old", 1) with { SubmittedAt = Person.Noon.AddMinutes(-31) }, false);
        fold.Apply(Row("other", 1) with { Service = "home-visit" }, false);
        fold.Apply(Row("area", 1) with { Position = null, Area = "dz" }, false);

        Assert.Equal("near", Assert.Single(fold.Similar("escort", new GeoPoint(18.2655, 109.517), null, Person.Noon)));
        Assert.Equal("area", Assert.Single(fold.Similar("escort", null, "dz", Person.Noon)));
    }

    private static void Happen(BoardFold fold, Random dice)
    {
        var id = "r" + dice.Next(20);
        if (dice.Next(3) > 0)
        {
            fold.Apply(Row(id, dice.Next(1, 50)), dice.Next(4) == 0);
        }
        else
        {
            var card = new Person().OnDuty().Self.Card();
            fold.Apply(card with
            {
                Profile = card.Profile with { Id = "v" + dice.Next(10) },
                OnDutySince = dice.Next(3) == 0 ? null : Person.Noon,
                Load = dice.Next(3),
                Version = dice.Next(1, 50),
            });
        }
    }

    private static BoardRow Row(string id, long version) => new(
        id, version, RequestState.Matching, "zhuoda", false, "escort", RiskLevel.General, false, Lane.Ordinary, Person.Home, null, false, Channel.Web,
        Person.Noon, Person.Noon, 60, 1, "coordinator.zhuoda", null, 1, 2_000, 0, null, []);

    private sealed class Follower
    {
        public SortedDictionary<string, BoardRow> Rows { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, BoardResponder> Responders { get; } = new(StringComparer.Ordinal);

        public long Version { get; private set; }

        public static Follower From(BoardFold fold) => new() { Version = fold.Version };

        public void Apply(BoardChange change)
        {
            Assert.Equal(Version, change.FromVersion);
            Version = change.Version;
            foreach (var row in change.Rows)
            {
                Rows[row.Id] = row;
            }

            foreach (var responder in change.Responders)
            {
                Responders[responder.Id] = responder;
            }

            Assert.All(change.RowsGone, id => Rows.Remove(id));
            Assert.All(change.RespondersGone, id => Responders.Remove(id));
        }
    }
}
