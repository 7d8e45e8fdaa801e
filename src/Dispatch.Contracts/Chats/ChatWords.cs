namespace Dispatch.Contracts.Chats;

/// <summary>Who speaks in a chat.</summary>
[GenerateSerializer, Alias("chat.side")]
public enum ChatSide
{
    /// <summary>Whoever holds the case code.</summary>
    Resident = 0,

    /// <summary>A counsellor of the request, or of its case.</summary>
    Counsellor = 1,

    /// <summary>The product: something happened to the chat.</summary>
    Product = 2,
}

/// <summary>What happened to a chat; both sides see it as a line without words.</summary>
[GenerateSerializer, Alias("chat.event")]
public enum ChatEvent
{
    /// <summary>A counsellor has come.</summary>
    Joined = 0,

    /// <summary>Another counsellor has taken over.</summary>
    HandedOver = 1,

    /// <summary>The counsellor has the request no longer; another one is looked for.</summary>
    Dropped = 2,

    /// <summary>The counsellor ended the conversation.</summary>
    Ended = 3,

    /// <summary>Nobody wrote for so long that the conversation is taken for ended.</summary>
    Lapsed = 4,
}

/// <summary>Why a chat raises an alarm.</summary>
[GenerateSerializer, Alias("chat.alarm-kind")]
public enum ChatAlarmKind
{
    /// <summary>The resident owes the next word and says nothing.</summary>
    ResidentSilent = 0,

    /// <summary>The resident's connection is gone.</summary>
    ResidentGone = 1,

    /// <summary>The resident waits for an answer.</summary>
    CounsellorSilent = 2,

    /// <summary>The counsellor's connection is gone.</summary>
    CounsellorGone = 3,

    /// <summary>The counsellor no longer has the request, and nobody has taken over.</summary>
    CounsellorDropped = 4,

    /// <summary>The resident's words hold a cue of danger.</summary>
    Cue = 5,
}

/// <summary>Why a counsellor's phone is stirred. It carries no words of anybody.</summary>
[GenerateSerializer, Alias("chat.stir")]
public enum ChatStir
{
    /// <summary>The resident wrote.</summary>
    Message = 0,

    /// <summary>The chat raised an alarm.</summary>
    Alarm = 1,

    /// <summary>The resident is in a conversation and no counsellor is.</summary>
    Wanted = 2,

    /// <summary>A screening was answered.</summary>
    Screening = 3,
}
