using System.Collections.Immutable;

namespace Dispatch.Contracts.Chats;

/// <summary>One line of a chat, as one side sees it.</summary>
/// <param name="Number">Its place: 1, 2, 3 without gaps.</param>
/// <param name="From">Who speaks.</param>
/// <param name="At">When it became durable.</param>
/// <param name="Text">The words; empty for events.</param>
/// <param name="Event">What happened; null: somebody wrote.</param>
/// <param name="By">The counsellor's account; null for the resident's eyes, and of the resident's lines.</param>
/// <param name="ClientId">The writer's own id of it, to the writer's side alone.</param>
[GenerateSerializer, Immutable, Alias("chat.message")]
public sealed record ChatMessage(long Number, ChatSide From, DateTimeOffset At, string Text, ChatEvent? Event, string? By, string? ClientId);

/// <summary>An alarm of a chat, for counsellors.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Kind">Why.</param>
/// <param name="At">When it was raised.</param>
/// <param name="Level">The level at that moment.</param>
/// <param name="SeenBy">The counsellor who took it up; null: nobody yet.</param>
[GenerateSerializer, Immutable, Alias("chat.alarm-view")]
public sealed record ChatAlarmView(int Number, ChatAlarmKind Kind, DateTimeOffset At, RiskLevel Level, string? SeenBy);

/// <summary>A chat as one side sees it, with what came after a number.</summary>
/// <param name="RequestId">The request, which is the chat's id.</param>
/// <param name="Available">One can write: a counsellor can be asked for, and the request has not ended.</param>
/// <param name="Open">A conversation is under way.</param>
/// <param name="Level">The request's level.</param>
/// <param name="With">The name of the counsellor who is here, as residents see helpers; null: none.</param>
/// <param name="Attending">Its account, to counsellors alone.</param>
/// <param name="Alone">A conversation is under way, and its counsellor is lost or does not answer: the station has been told.</param>
/// <param name="Last">The number of the newest line; 0: none.</param>
/// <param name="SeenByResident">Up to which line the resident has seen.</param>
/// <param name="SeenByCounsellor">Up to which line a counsellor has.</param>
/// <param name="Messages">At most 200 lines, in order.</param>
/// <param name="More">There are further ones behind them.</param>
/// <param name="Alarms">Alarms nobody has taken up, to counsellors alone.</param>
/// <param name="Transcript">The resident allows that the counsellor or the head of the station takes a copy.</param>
/// <param name="Earlier">There are lines before these that the case code alone does not show; the copy of one's own data has them.</param>
[GenerateSerializer, Immutable, Alias("chat.view")]
public sealed record ChatView(
    string RequestId,
    bool Available,
    bool Open,
    RiskLevel Level,
    string? With,
    string? Attending,
    bool Alone,
    long Last,
    long SeenByResident,
    long SeenByCounsellor,
    ImmutableArray<ChatMessage> Messages,
    bool More,
    ImmutableArray<ChatAlarmView> Alarms,
    bool Transcript,
    bool Earlier);

/// <summary>What the writer is told once the words are durable.</summary>
/// <param name="Number">The line's number.</param>
/// <param name="At">When it was written.</param>
/// <param name="Level">The request's level now.</param>
/// <param name="Danger">The words hold a cue of danger: the level was raised, and the numbers to call belong on the screen.</param>
[GenerateSerializer, Immutable, Alias("chat.receipt")]
public sealed record ChatReceipt(long Number, DateTimeOffset At, RiskLevel Level, bool Danger);

/// <summary>That something changed. It carries no words; whoever hears it asks for what it may see.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Last">The number of the newest line.</param>
/// <param name="SeenByResident">Up to which line the resident has seen.</param>
/// <param name="SeenByCounsellor">Up to which line a counsellor has.</param>
/// <param name="Typing">Who is typing at this moment; null: something else changed.</param>
[GenerateSerializer, Immutable, Alias("chat.bell")]
public sealed record ChatBell(string RequestId, long Last, long SeenByResident, long SeenByCounsellor, ChatSide? Typing);

/// <summary>Asks a counsellor's phone to look at a chat.</summary>
[GenerateSerializer, Immutable, Alias("chat.stirring")]
public sealed record ChatStirring(string RequestId, ChatStir What);

/// <summary>All lines of a chat, taken along with the resident's consent.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Messages">All lines in order.</param>
[GenerateSerializer, Immutable, Alias("chat.transcript")]
public sealed record ChatTranscript(string RequestId, DateTimeOffset At, ImmutableArray<ChatMessage> Messages);
