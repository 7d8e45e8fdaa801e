using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.Chats;

/// <summary>A chat as its grain stores it.</summary>
/// <param name="StationId">The station of the request.</param>
/// <param name="Lines">Everything that was said, in order; numbered from 1 without gaps.</param>
/// <param name="SeenByResident">Up to which line the resident has seen.</param>
/// <param name="SeenByCounsellor">Up to which line a counsellor has.</param>
/// <param name="Session">How many conversations there were.</param>
/// <param name="OpenSince">When the present one began; null: none is under way.</param>
/// <param name="SessionFrom">The line it began with.</param>
/// <param name="Attending">The counsellor who is in it; null: none.</param>
/// <param name="Alarms">Every alarm, oldest first.</param>
/// <param name="Transcripts">How often a transcript was taken.</param>
/// <param name="ErasedAt">When the words were deleted.</param>
public sealed record Chat(
    string StationId,
    ImmutableArray<ChatLine> Lines,
    long SeenByResident,
    long SeenByCounsellor,
    int Session,
    DateTimeOffset? OpenSince,
    long SessionFrom,
    string? Attending,
    ImmutableArray<ChatAlarm> Alarms,
    int Transcripts,
    DateTimeOffset? ErasedAt)
{
    /// <summary>Counsellors to whom the present conversation was handed over at the end of a watch.</summary>
    public ImmutableArray<string> Guests { get; init; } = [];

    /// <summary>The number of the newest line.</summary>
    [JsonIgnore]
    public long Last => Lines.IsEmpty ? 0 : Lines[^1].Number;

    /// <summary>Alarms that nobody has taken up.</summary>
    [JsonIgnore]
    public IEnumerable<ChatAlarm> Standing => Alarms.Where(alarm => alarm.SeenBy is null);

    /// <summary>The number of the newest alarm; their count stays bounded, their numbers do not.</summary>
    [JsonIgnore]
    public int LastAlarm => Alarms.IsEmpty ? 0 : Alarms[^1].Number;

    /// <summary>The newest line that a person wrote; null: none.</summary>
    [JsonIgnore]
    public ChatLine? LastWord => Lines.LastOrDefault(line => line.Event is null);

    public static Chat Begin(string stationId) => new(stationId, [], 0, 0, 0, null, 0, null, [], 0, null);

    public Chat Told(ChatEvent what, string by, DateTimeOffset now) => With(new ChatLine(Last + 1, ChatSide.Product, by, now, "", null, what));

    public Chat With(ChatLine line) => this with { Lines = Lines.Add(line) };
}

/// <summary>One line.</summary>
/// <param name="By">The account, or <c>resident</c>.</param>
/// <param name="ClientId">By what the writer's device knows it; null: an event.</param>
public sealed record ChatLine(
    long Number, ChatSide From, string By, DateTimeOffset At, [property: Sealed] string Text, string? ClientId, ChatEvent? Event);

/// <summary>One alarm.</summary>
/// <param name="Since">From which moment on contact was lost: the same loss alarms once.</param>
/// <param name="Told">The station's head has the notice.</param>
public sealed record ChatAlarm(
    int Number, ChatAlarmKind Kind, DateTimeOffset At, DateTimeOffset Since, RiskLevel Level, string? SeenBy, DateTimeOffset? SeenAt, bool Told);
