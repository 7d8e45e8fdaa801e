using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.Chats;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;
using Dispatch.Domain.Screening;
using Dispatch.Grains.Hosting;
using Dispatch.Grains.Requests;
using Dispatch.Grains.Storage;
using Request = Dispatch.Domain.Requests.Request;

namespace Dispatch.Grains.Tests.Storage;

/// <summary>What a row keeps of persons, as an operator with rights to the database sees it.</summary>
public sealed class SealedRowTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private readonly Ring ring = new();

    private static readonly Need Asked = new(
        "digest", "escort", "陪同老人去医院体检", [new SkillLevel("escort", 1)], ["zh"], new GeoPoint(18.2701, 109.5221), true, "HI-SY-JY-ZD-DZ", "丹州小区 3 栋 502",
        Noon, 60, Gender.Any, "zhuoda", false, false, 1, "李阿姨", "13800138000", Channel.Web, "resident", Noon, 0, RiskLevel.General, []);

    private static readonly StandingTask Task = new(
        new OfferView("o", "r", OfferState.Accepted, "escort", RiskLevel.General, Lane.Ordinary, "a", 1, 1, false, Noon, 60, [], [], Noon, Noon, 1, []),
        new TaskView("r", "o", AssignmentState.Accepted, true, "escort", RiskLevel.General, Noon, 60, false, "a", new GeoPoint(18.2701, 109.5221), "丹州小区 3 栋 502",
            "李阿姨", "13800138000", "陪同老人去医院体检", Noon, null),
        null);

    [Fact]
    public void Row_OfARequest_HoldsNoneOfItsWords()
    {
        var row = ring.Serializer().Serialize(new Stored<Need> { Value = Asked }).ToString();

        Assert.All(["陪同", "18.27", "丹州", "李阿姨", "13800138000", "digest"], words => Assert.DoesNotContain(words, row, StringComparison.Ordinal));
        Assert.All(["\"service\":\"escort\"", "\"stationId\":\"zhuoda\"", "HI-SY-JY-ZD-DZ"], words => Assert.Contains(words, row, StringComparison.Ordinal));
        Assert.Equal(Asked with { Skills = [], Languages = [], PossibleDuplicates = [] }, Bare(Again(new Stored<Need> { Value = Asked }).Value!));
    }

    [Fact]
    public void Row_OfATaskInHand_HoldsNoPlaceAndNoPerson()
    {
        var row = ring.Serializer().Serialize(Task).ToString();

        Assert.All(["陪同", "18.27", "丹州", "李阿姨", "13800138000"], words => Assert.DoesNotContain(words, row, StringComparison.Ordinal));
        Assert.Equal(Task.Task, ring.Serializer().Deserialize<StandingTask>(new BinaryData(Encoding.UTF8.GetBytes(row)))!.Task);
    }

    [Fact]
    public void Row_OfAnEmergency_HoldsNoneOfTheWordsOfItsEnd()
    {
        var end = new StoodDown(Noon, "head.zhuoda", Role.StationHead, Outcome.NoDanger, "孩子在外婆家");

        var row = ring.Serializer().Serialize(new Stored<StoodDown> { Value = end }).ToString();

        Assert.DoesNotContain("外婆", row, StringComparison.Ordinal);
        Assert.Contains("head.zhuoda", row, StringComparison.Ordinal);
        Assert.Equal(end, ring.Serializer().Deserialize<Stored<StoodDown>>(new BinaryData(Encoding.UTF8.GetBytes(row)))!.Value);
    }

    [Fact]
    public void Row_FromBeforeSealing_IsReadAndSealedWithTheNextWrite()
    {
        var old = new JsonStateSerializer().Serialize(new Stored<Need> { Value = Asked });
        Assert.Contains("李阿姨", old.ToString(), StringComparison.Ordinal);

        var read = ring.Serializer().Deserialize<Stored<Need>>(old)!;

        Assert.Equal("13800138000", read.Value!.Contact);
        Assert.DoesNotContain("李阿姨", ring.Serializer().Serialize(read).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Row_ReadWithoutKeys_IsRefusedUnlessNobodyAsksForItsWords()
    {
        var row = ring.Serializer().Serialize(new Stored<Need> { Value = Asked });

        Assert.Throws<InvalidDataException>(() => new JsonStateSerializer().Deserialize<Stored<Need>>(row));
        var blind = JsonStateSerializer.Blind().Deserialize<Stored<Need>>(row)!.Value!;
        Assert.Equal(("escort", null, null), (blind.Service, blind.Contact, blind.Position));
    }

    [Fact]
    public void Row_WhoseWordsAnOperatorChanged_IsRefused()
    {
        var row = ring.Serializer().Serialize(new Stored<Need> { Value = Asked }).ToArray();
        row[200] = row[200] == (byte)'A' ? (byte)'B' : (byte)'A';

        Assert.Throws<InvalidDataException>(() => ring.Serializer().Deserialize<Stored<Need>>(new BinaryData(row)));
    }

    [Fact]
    public void Row_WithNothingOfPersons_StaysReadable() =>
        Assert.Equal("""{"value":{"requests":["r1"]}}""", ring.Serializer().Serialize(new Stored<Domain.Stations.OpenShard> { Value = new(["r1"]) }).ToString());

    [Fact]
    public void Row_OfAChat_HoldsNoneOfItsWordsAlsoInALongList()
    {
        var chat = Enumerable.Range(1, 50).Aggregate(Chat.Begin("fucheng"), (told, number) => told.With(new ChatLine(
            number, number % 2 == 0 ? ChatSide.Resident : ChatSide.Counsellor, "resident", Noon, $"我很难过 {number} thirsty", $"message-{number}", null)));

        var row = ring.Serializer().Serialize(new Stored<Chat> { Value = chat }).ToString();

        Assert.DoesNotContain("难过", row, StringComparison.Ordinal);
        Assert.DoesNotContain("thirsty", row, StringComparison.Ordinal);
        Assert.Contains("message-50", row, StringComparison.Ordinal);
        Assert.Equal(chat.Lines.ToArray(), Again(new Stored<Chat> { Value = chat }).Value!.Lines.ToArray());
    }

    [Fact]
    public void Row_OfAScreening_HoldsNoAnswerNoScoreAndNoDecision()
    {
        var result = new ScreeningResult([new ScreeningItem("safe-self", "not-sure", 2)], 7, "band-high", ["safe-self"]);
        var view = new ScreeningView("r.1", "station-checklist", "1", "zh-CN", "li", Noon, "resident", Noon, result, "li", Noon, "每天回访");

        var row = ring.Serializer().Serialize(new Stored<ScreeningState> { Value = new ScreeningState("fucheng", 1, view, null) }).ToString();

        Assert.All(["safe-self", "not-sure", "band-high", "回访"], words => Assert.DoesNotContain(words, row, StringComparison.Ordinal));
        Assert.Contains("station-checklist", row, StringComparison.Ordinal);
        Assert.Equal("每天回访", Again(new Stored<ScreeningState> { Value = new ScreeningState("fucheng", 1, view, null) }).Value!.View.Decision);
    }

    [Fact]
    public void States_WithSealedMembers_AreAllKnownToWhoSealsThemAnew()
    {
        var named = from grain in typeof(RequestGrain).Assembly.GetTypes()
                    from constructor in grain.GetConstructors(BindingFlags.Public | BindingFlags.Instance | BindingFlags.NonPublic)
                    from parameter in constructor.GetParameters()
                    let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
                    where state is not null
                    let stored = parameter.ParameterType.GetGenericArguments()[0].GetGenericArguments()[0]
                    where Members(stored).Any(SealedMembers.IsSealed)
                    select state.StateName;

        Assert.Equal(StoredRows.Sealed.Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Whoever adds a member that sounds like a person's decides here what it is.</summary>
    [Fact]
    public void Members_ThatSoundLikeAPersons_AreSealed()
    {
        string[] personal =
        [
            "Description", "Address", "Alias", "Contact", "DisplayName", "Note", "Position", "Location", "Home", "Secret", "PasswordHash", "CloseReason",
            "Name", "Reason",
        ];

        // An account's name is an id, and is to say nothing (docs/privacy.md); a facet's reason is a code.
        string[] codes = ["AccountRecord.Name", "Account.Name", "Facets.Reason"];
        var plain = from type in (Type[])[typeof(Request), typeof(Responder), typeof(Domain.Accounts.AccountRecord), typeof(Domain.Accounts.Roll),
                        typeof(Domain.Stations.StationShards), typeof(Domain.Stations.DutyShard)]
                    from member in Members(type)
                    where personal.Contains(member.Name, StringComparer.OrdinalIgnoreCase) && !SealedMembers.IsSealed(member)
                    let named = $"{member.DeclaringType.Name}.{member.Name}"
                    where !codes.Contains(named)
                    select named;

        Assert.Empty(plain.Distinct());
    }

    [Fact]
    public void Members_ThatAreSealed_AreNoNumbers() =>
        Assert.DoesNotContain(
            StoredTypes().SelectMany(Members).Where(SealedMembers.IsSealed),
            member => (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType).IsPrimitive);

    public void Dispose() => ring.Dispose();

    private static IEnumerable<Type> StoredTypes() =>
    [
        typeof(Request), typeof(Responder), typeof(Domain.Accounts.AccountRecord), typeof(Domain.Accounts.Roll), typeof(Domain.Stations.StationShards), typeof(Chat),
        typeof(ScreeningState), typeof(Unrecorded),
    ];

    private static Need Bare(Need need) => need with { Skills = [], Languages = [], PossibleDuplicates = [] };

    private Stored<T> Again<T>(Stored<T> state)
        where T : class => ring.Serializer().Deserialize<Stored<T>>(ring.Serializer().Serialize(state))!;

    /// <summary>Every member of a type and of what it consists of.</summary>
    private static IEnumerable<JsonPropertyInfo> Members(Type root)
    {
        var (options, seen, open) = (new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }, new HashSet<Type>(), new Queue<Type>([root]));
        while (open.TryDequeue(out var next))
        {
            var type = Nullable.GetUnderlyingType(next) ?? next;
            // Of lists and maps it is their items.
            foreach (var item in type.IsGenericType ? type.GetGenericArguments() : [])
            {
                open.Enqueue(item);
            }

            if (!type.Namespace!.StartsWith("Dispatch", StringComparison.Ordinal) || type.IsEnum || !seen.Add(type))
            {
                continue;
            }

            foreach (var member in options.GetTypeInfo(type).Properties)
            {
                yield return member;
                open.Enqueue(member.PropertyType);
            }
        }
    }
}
